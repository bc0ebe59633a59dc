/**
 * Facts that decide how easily an asset is poisoned. A closed list with closed values: rules and priors read
 * these and nothing else, so a reader's free text can never change a number unseen.
 */
import { z } from 'zod';

export const assetFacts = z.strictObject({
  /** Who controls the origin. Absent means unknown, which is never read as inside. */
  origin: z.enum(['inside', 'outside']).optional(),
  /** The widest group that can change the content. */
  writers: z
    .enum(['public', 'registered', 'crowd', 'users', 'partner', 'supplier', 'staff', 'restricted'])
    .optional(),
  /** The content behind the reference may change without notice. */
  live: z.boolean().optional(),
  /** Referenced by digest or immutable revision. */
  pinned: z.boolean().optional(),
  /** What lets a recipient notice a change. */
  integrity: z.enum(['none', 'weak-hash', 'hash', 'signature']).optional(),
  /** Access is granted by the publisher, one by one. */
  gated: z.boolean().optional(),
  /** File form of the weights. */
  serialization: z.enum(['pickle', 'safetensors', 'onnx', 'gguf', 'other']).optional(),
  /** Loading runs code that comes with the artifact. */
  remoteCode: z.boolean().optional(),
  /** Who made the labels. */
  annotators: z.enum(['expert', 'crowd', 'found', 'machine', 'users', 'none']).optional(),
  /** The dataset serves to test, not to train. */
  role: z.enum(['train', 'validate', 'test', 'unstated']).optional(),
  /** Content is learned from again and again without a person between. */
  continuous: z.boolean().optional(),
  /** Participants send updates rather than data. */
  federated: z.boolean().optional(),
  /** Number of records, images, documents or rows. */
  records: z.number().int().nonnegative().optional(),
  /** How many of the records an outsider could have written. */
  writableRecords: z.number().int().nonnegative().optional(),
  /** A tool that can change things, not only read them. */
  writesOutside: z.boolean().optional(),
  /** A known claim of poisoning by a third party. */
  attested: z.enum(['poisoned', 'suspect', 'clean']).optional(),
});

export type AssetFacts = z.infer<typeof assetFacts>;
