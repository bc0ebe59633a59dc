/** What a command writes to: results on stdout, everything else on stderr. */
export type Terminal = {
  readonly stdout: (data: string | Uint8Array) => void;
  readonly stderr: (text: string) => void;
  /** A bar can be drawn: stderr is a screen. */
  readonly isScreen: boolean;
};

export const processTerminal = (): Terminal => ({
  stdout: (data) => void process.stdout.write(data),
  stderr: (text) => void process.stderr.write(text),
  isScreen: process.stderr.isTTY === true,
});

/** Off a screen, a line no more often than this: short work stays silent. */
const QUIET_MS = 2000;

/** Progress of a known number of steps: one redrawn bar on a screen, a plain line every two seconds elsewhere. */
export function progressOn(
  terminal: Terminal,
  label: string,
): { readonly step: (done: number, of: number) => void; readonly end: () => void } {
  let spoke = Date.now();
  const step = (done: number, of: number): void => {
    if (terminal.isScreen) {
      const filled = Math.round((of > 0 ? done / of : 1) * 20);
      terminal.stderr(`\r\u001b[K${label} ${'█'.repeat(filled)}${'░'.repeat(20 - filled)} ${done}/${of}`);
    } else if (Date.now() - spoke >= QUIET_MS) {
      spoke = Date.now();
      terminal.stderr(`${label}: ${done} of ${of}\n`);
    }
  };
  return { step, end: () => terminal.isScreen && terminal.stderr('\r\u001b[K') };
}

/** Names what is being read, where nobody knows how much there is: one redrawn line on a screen, silence elsewhere. */
export function nowReading(terminal: Terminal): {
  readonly show: (name: string) => void;
  readonly end: () => void;
} {
  const redraw = (text: string): void => {
    if (terminal.isScreen) terminal.stderr(`\r\u001b[K${text}`);
  };
  return { show: (name) => redraw(`Reading ${name.slice(-70)}`), end: () => redraw('') };
}

/** Exit codes, the same for every command. */
export const EXIT = { done: 0, gate: 1, usage: 2, input: 3, store: 4 } as const;

/** Wrong usage: what was wrong and how to ask for help. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A refused file in one line or more; readers name the file themselves. */
export const refusalText = ({
  file,
  error,
}: {
  readonly file: string;
  readonly error: string | null;
}): string => (error === null ? '' : `${error.includes(file) ? '' : `${file}: `}${error}\n`);
