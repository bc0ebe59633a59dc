import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseGates } from './gate';
import { main } from './main';
import type { Terminal } from './terminal';

const folder = mkdtempSync(join(tmpdir(), 'headwater-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const EXAMPLE = 'content/examples/perception/headwater.yaml';

/** Runs the command in this process and keeps what it wrote. */
async function run(...args: readonly string[]) {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    stdout: (data) => {
      out += typeof data === 'string' ? data : Buffer.from(data).toString('utf8');
    },
    stderr: (text) => {
      err += text;
    },
    isScreen: false,
  };
  return { code: await main(args, terminal), out, err };
}

describe('headwater', () => {
  test('says what it can do, and that an unknown command is wrong usage', async () => {
    expect((await run('help')).out).toContain('headwater assess');
    const unknown = await run('asses');
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain('assess');
  });

  test('writes every format asked for, and the same bytes again', async () => {
    const formats = ['json', 'pdf', 'md', 'html', 'docx', 'xlsx'];
    const options = (run: string) => formats.flatMap((format) => [`--${format}`, at(`${run}.${format}`)]);
    const first = await run('assess', EXAMPLE, ...options('a'));
    await run('assess', EXAMPLE, ...options('b'));
    expect(first.code).toBe(0);
    expect(first.out).toContain('targets');
    for (const format of formats) {
      expect(readFileSync(at(`a.${format}`)).length, format).toBeGreaterThan(1000);
      expect(readFileSync(at(`a.${format}`)).equals(readFileSync(at(`b.${format}`))), format).toBe(true);
    }
  });

  test('prints the assessment to stdout with “-”, and nothing else there', async () => {
    const { code, out } = await run('assess', EXAMPLE, '--json', '-');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ schema: 'headwater/assessment@1' });
  });

  test('a gate that fails is exit 1 and says what was found', async () => {
    expect((await run('assess', EXAMPLE, '--fail-on', 'exposure>=1')).code).toBe(0);
    const failed = await run('assess', EXAMPLE, '--fail-on', 'exposure>=1, findings>0');
    expect(failed.code).toBe(1);
    expect(failed.err).toMatch(/findings>0 \(found \d+\)/);
    expect((await run('assess', EXAMPLE, '--fail-on', 'beauty>1')).code).toBe(2);
  });

  test('a named file that cannot be read is exit 3; in a folder the others go on, unless --strict', async () => {
    writeFileSync(at('broken.json'), '{"bomFormat":"CycloneDX","components":[');
    const named = await run('assess', at('broken.json'));
    expect(named.code).toBe(3);
    expect(named.err).toMatch(/broken\.json.*line/);
    const mixed = mkdtempSync(join(folder, 'mixed-'));
    writeFileSync(join(mixed, 'broken.json'), '{');
    writeFileSync(join(mixed, 'good.yaml'), readFileSync(EXAMPLE));
    expect((await run('assess', mixed)).code).toBe(0);
    expect((await run('assess', mixed, '--strict')).code).toBe(3);
    const { out } = await run('assess', mixed, '--json', '-');
    const { inputs } = JSON.parse(out) as { inputs: { file: string; error: string | null }[] };
    expect(inputs.map(({ file, error }) => [file.split('/').at(-1), error === null])).toEqual([
      ['broken.json', false],
      ['good.yaml', true],
    ]);
  });

  test('refuses before any work an output it cannot write', async () => {
    const refused = await run('assess', EXAMPLE, '--json', at('no-such-folder/out.json'));
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('no-such-folder');
  });

  test('verifies its own report, and refuses what is none', async () => {
    await run('assess', EXAMPLE, '--pdf', at('report.pdf'));
    const good = await run('verify', at('report.pdf'));
    expect([good.code, good.out]).toEqual([0, expect.stringMatching(/(\d+) of \1 checks match/)]);
    writeFileSync(at('other.txt'), 'no report');
    expect((await run('verify', at('other.txt'))).code).toBe(3);
    expect(existsSync(at('missing.pdf'))).toBe(false);
    expect((await run('verify', at('missing.pdf'))).code).toBe(3);
  });
});

describe('a gate', () => {
  test.each(['exposure>0.3', 'exposure.backdoor >= 5%', 'unknown-lineage=0', 'risk<1e-3'])(
    '%s is understood',
    (text) => {
      expect(parseGates(text)).toHaveLength(1);
    },
  );

  test.each(['', 'exposure', 'exposure>high', 'exposure>>1', 'constructor>1'])('“%s” is refused', (text) => {
    expect(() => parseGates(text)).toThrow(/--fail-on/);
  });
});
