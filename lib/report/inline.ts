/** Short names for the runs and blocks that builders write most. */
import type { Block, Column, Row, Run, Runs, Tone } from './document';

export const text = (value: string, tone?: Tone): Run =>
  tone === undefined ? { kind: 'text', text: value } : { kind: 'text', text: value, tone };
export const strong = (value: string): Run => text(value, 'strong');
export const code = (value: string): Run => text(value, 'code');
export const quiet = (value: string): Run => text(value, 'quiet');
export const cross = (value: string, to: string): Run => ({ kind: 'cross', text: value, to });
export const link = (value: string, href: string): Run => ({ kind: 'link', text: value, href });

export const plain = (value: string): Runs => [text(value)];

export const paragraph = (...runs: readonly (Run | string)[]): Block => ({
  kind: 'paragraph',
  role: 'body',
  runs: runs.map((run) => (typeof run === 'string' ? text(run) : run)),
});

export const said = (role: 'verdict' | 'note' | 'empty', value: string): Block => ({
  kind: 'paragraph',
  role,
  runs: plain(value),
});

export const bullets = (items: readonly (Runs | string)[]): Block => ({
  kind: 'list',
  ordered: false,
  items: items.map((item) => (typeof item === 'string' ? plain(item) : item)),
});

export const column = (title: string, weight: number, kind: Column['kind'] = 'text'): Column => ({
  title,
  kind,
  weight,
});

export const row = (...cells: readonly (Runs | string)[]): Row => ({
  cells: cells.map((cell) => (typeof cell === 'string' ? plain(cell) : cell)),
});

/** Joins groups of runs with a separator between them. */
export const joined = (groups: readonly Runs[], separator: string): Runs =>
  groups.flatMap((group, index) => (index === 0 ? [...group] : [text(separator), ...group]));

/** The text of runs without their form. */
export const plainText = (runs: Runs): string =>
  runs.map((run) => (run.kind === 'footnote' ? '' : run.text)).join('');
