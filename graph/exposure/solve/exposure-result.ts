/** The output of `headwater exposure --json`: one document, every number labelled. */
import type { Reach, SolvedPath } from './reach-types';

/** A sum of exposures weighed by impact; low and high are proven unless a part of it was estimated. */
export type Loss = {
  readonly kind: Reach['kind'];
  readonly value: number;
  readonly low: number;
  readonly high: number;
};

/** Expected loss under a changed control, and how it is known. */
export type LossIf = {
  readonly expectedLoss: number;
  readonly kind: Reach['kind'];
  readonly low: number;
  readonly high: number;
};

export type TargetResult = {
  readonly node: string;
  readonly reach: Reach;
  readonly paths: readonly SolvedPath[];
  readonly dominators: readonly string[];
  readonly minVertexCut: { readonly size: number; readonly nodes: readonly string[] } | null;
};

/** What was left out, and by how much: nothing is cut silently. */
export type Omission = {
  readonly what: 'paths' | 'birnbaum' | 'controls';
  readonly at: string;
  readonly count: number;
};

export type ExposureResult = {
  readonly schema: 'headwater/exposure@1';
  readonly targets: readonly TargetResult[];
  readonly anyTarget: Reach;
  readonly expectedLoss: Loss;
  /** d expectedLoss / d likelihood of the edge (after independent controls), where exact; entries as `entry:NODE`. */
  readonly edges: readonly { readonly id: string; readonly birnbaum: number }[];
  readonly controls: readonly { readonly id: string; readonly removed: LossIf; readonly perfect: LossIf }[];
  readonly omitted: readonly Omission[];
};
