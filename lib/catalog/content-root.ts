/**
 * Where `content/` lies. The package's own copy wins, so the command works from any folder; a bundled server
 * no longer knows where its sources were and falls back to the folder it was started in.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file no other project has: finding a folder called `content` is not enough. */
const MARKER = join('taxonomies', 'atlas-5.6.0.json');

function above(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const candidate = join(folder, 'content');
    if (existsSync(join(candidate, MARKER))) return candidate;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Absolute path of the content folder. Throws where none is found, saying what was looked for. */
export function contentRoot(): string {
  const starts = [dirname(fileURLToPath(import.meta.url)), process.cwd()];
  for (const start of starts) {
    const found = above(start);
    if (found !== undefined) return found;
  }
  throw new Error(
    `content/${MARKER} stands in none of the folders above ${starts.join(' or ')}; run from the project folder`,
  );
}
