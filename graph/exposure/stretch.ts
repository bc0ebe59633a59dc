/** A stretch of a path, before it is known which way poison takes. */
import type { Influence } from '@/graph/model/influence';
import type { NumberSource } from './assessment';
import type { ActingControl } from './controls';
import type { Entry } from './entries';

/** A stretch poison can take: an entry (no influence) or an influence. */
export type Stretch = {
  /** `entry:ASSET` or the influence's id. */
  readonly id: string;
  readonly influence: Influence | null;
  readonly entry: Entry | null;
  readonly from: string | null;
  readonly to: string;
  readonly p: number;
  readonly source: NumberSource;
  /** Controls that can interrupt it in this class, whatever their state. */
  readonly controls: readonly ActingControl[];
};
