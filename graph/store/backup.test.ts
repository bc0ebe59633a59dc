import { describe, expect, test } from 'vitest';
import { workspaceId } from '@/graph/model/ids';
import { backup, linesIn, restore } from './backup';
import { changeOf, dataset } from './contract/changes';
import { scratchDatabase } from './scratch';
import type { Database } from './store';

async function* each(lines: readonly string[]): AsyncIterable<string> {
  yield* lines;
}

async function linesOf(database: Database): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of backup(database, [])) lines.push(line);
  return lines;
}

describe('a damaged backup', () => {
  test('is refused at the line that is changed, dropped, repeated, reordered or cut off', async () => {
    const source = await scratchDatabase();
    const workspace = workspaceId.parse('moving');
    await source.putWorkspace({ id: workspace, name: 'Moving' });
    const graph = await source.openGraph(workspace);
    await graph.apply(changeOf([dataset('a', 'A1')]), await graph.head());
    await graph.apply(changeOf([dataset('a', 'A2')]), await graph.head());
    const lines = await linesOf(source);
    expect(lines).toHaveLength(7);
    const damages: (readonly string[])[] = [[], ['no backup\n']];
    for (const [i, line] of lines.entries()) {
      damages.push(lines.filter((_, j) => j !== i));
      damages.push(lines.flatMap((other, j) => (j === i ? [line, line] : [other])));
      damages.push(lines.slice(0, i));
      damages.push(
        lines.with(
          i,
          line.replace(/A[12]|Moving|ada|[0-9a-f]{64}/, (t) => `${t}`.replace(/^./, 'f')),
        ),
      );
      const next = lines[i + 1];
      if (next) damages.push(lines.with(i, next).with(i + 1, line));
    }
    let refused = 0;
    for (const damage of damages) {
      if (damage.join('') === lines.join('')) continue;
      const target = await scratchDatabase();
      await expect(restore(target, each(damage)), damage.join('')).rejects.toMatchObject({
        code: 'invalid',
      });
      refused++;
      await target.close();
    }
    expect(refused).toBeGreaterThan(30);
    await source.close();
  });

  test('is read in lines that only a line feed ends, however the pieces fall', async () => {
    const pieces = ['{"a":"x\u2028y"}\n{"b', '":1}', '\n'];
    const bytes = new TextEncoder().encode(pieces.join(''));
    const halves = [bytes.slice(0, 8), bytes.slice(8)];
    async function* source(parts: readonly (string | Uint8Array)[]) {
      yield* parts;
    }
    for (const parts of [pieces, halves]) {
      const lines: string[] = [];
      for await (const line of linesIn(source(parts))) lines.push(line);
      expect(lines).toEqual(['{"a":"x\u2028y"}', '{"b":1}']);
    }
  });
});
