/** A file that was read: what it was, what it gave, and what in it could not be understood. */
import { z } from 'zod';

export const warning = z.strictObject({ at: z.string().max(500), message: z.string().max(1000) });
export type Warning = z.infer<typeof warning>;

export const inputFile = z.strictObject({
  /** The name under which the file was given; a newer file of the same name replaces what this one said. */
  id: z.string().min(1).max(500),
  format: z.string().max(80),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().nonnegative(),
  assets: z.number().int().nonnegative(),
  influences: z.number().int().nonnegative(),
  warnings: z.array(warning).max(500),
});
export type InputFile = z.infer<typeof inputFile>;
