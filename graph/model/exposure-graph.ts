/**
 * The exposure graph: what the engine solves, with nothing of the domain left in it but names. Independent
 * Bernoullis: entries, edges, node susceptibilities and controls; a target's exposure is the probability
 * that at least one entry reaches it.
 */
export type ExposureGraph = {
  readonly nodes: readonly ExposureNode[];
  readonly edges: readonly ExposureEdge[];
  readonly controls: readonly ExposureControl[];
  readonly entries: readonly { readonly node: string; readonly access: number }[];
  readonly targets: readonly { readonly node: string; readonly impact: number }[];
};

export type ExposureNode = {
  readonly id: string;
  /** Susceptibility, 0 to 1, one Bernoulli per node; default 1. */
  readonly p?: number;
};

export type ExposureEdge = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Likelihood that poison crosses when nothing guards the edge, 0 to 1. */
  readonly p: number;
  readonly controls?: readonly string[];
};

export type ExposureControl = {
  readonly id: string;
  /** Likelihood that the control stops poison, 0 to 1. */
  readonly effectiveness: number;
  /** common: one Bernoulli for all edges it guards. independent: each guarded edge is multiplied by 1 − effectiveness. */
  readonly mode: 'common' | 'independent';
};
