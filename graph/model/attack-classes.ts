/**
 * What an attacker wants from poison. A path is always a path *for one class*: an influence which carries
 * a backdoor need not carry code, and a control which stops one may not stop the other.
 */
import { z } from 'zod';

export const ATTACK_CLASSES = [
  /** The model gets worse for everybody. */
  'availability',
  /** Chosen inputs are answered wrongly; everything else looks clean. */
  'targeted',
  /** A trigger, unknown to the defender, switches behaviour. */
  'backdoor',
  /** Weights, adapters, templates or tokenizers are changed directly, without training data. */
  'tampering',
  /** What the model is given to read (index, memory, tool data) is poisoned; weights stay clean. */
  'context',
  /** Code runs when an artifact is loaded or a package installed. */
  'code',
] as const;

export const attackClass = z.enum(ATTACK_CLASSES);
export type AttackClass = (typeof ATTACK_CLASSES)[number];
