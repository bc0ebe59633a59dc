/**
 * What the inks look like. Two inks on paper, blue-black for water and text and vermilion for poison; muted green
 * for what is verified, ochre for what is unknown or stale. Every ink used for text has at least 4.5:1 on its paper.
 */
import type { Ink } from './shape';

export type Theme = Readonly<Record<Ink, string>>;

/** Chart paper by day; also what is printed. */
export const LIGHT: Theme = {
  ink: '#10243a',
  water: '#1f4e79',
  poison: '#b8351b',
  verified: '#2c6b45',
  stale: '#7d5a0b',
  paper: '#ffffff',
  land: '#f6f3ea',
  rule: '#b9c2cc',
  quiet: '#4f5f6f',
  shade1: '#e6edf3',
  shade2: '#b9cfe0',
  shade3: '#6f9cc0',
  shade4: '#1f4e79',
};

/** The night chart: its own inks, not the day's turned round. */
export const DARK: Theme = {
  ink: '#e8edf2',
  water: '#8fbbe0',
  poison: '#ff8d70',
  verified: '#86c79d',
  stale: '#dcb45c',
  paper: '#0d1926',
  land: '#142434',
  rule: '#3c4f62',
  quiet: '#a8b6c4',
  shade1: '#1b2f43',
  shade2: '#2d4d6b',
  shade3: '#5b8db8',
  shade4: '#8fbbe0',
};
