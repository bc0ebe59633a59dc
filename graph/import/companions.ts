/** Which files need another one beside them to be understood. */
import { posix } from 'node:path';

/** Names of files in the same folder that a file of this name may refer to. */
export const companionNames = (name: string): readonly string[] =>
  posix.basename(name) === 'dvc.yaml' ? ['params.yaml'] : [];
