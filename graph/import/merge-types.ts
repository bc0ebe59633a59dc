/** What the parts of a merge hand each other. */
import type { Operation } from '../model/change-set';
import type { Basis } from '../model/evidence';
import type { Warning } from '../model/input-file';
import type { Snapshot } from '../model/snapshot';
import type { NamedResult } from './merge';

export type Statement = {
  readonly source: string;
  readonly at: string;
  readonly basis: Basis;
  readonly value: unknown;
};

export type MergeConflict =
  | {
      readonly type: 'field';
      readonly id: string;
      readonly field: string;
      /** True where a person is among those who disagree: the person's word stands. */
      readonly person: boolean;
      /** What stands in the graph. */
      readonly settled: unknown;
      readonly statements: readonly Statement[];
    }
  | {
      readonly type: 'identity';
      /** The two assets that people named apart and that share a key. */
      readonly ids: readonly [string, string];
      readonly key: string;
    }
  | {
      readonly type: 'record';
      /** A control, estimate or treatment that stands otherwise in the graph and stays so. */
      readonly id: string;
      readonly record: 'control' | 'estimate' | 'treatment';
      readonly stays: unknown;
      readonly proposed: unknown;
    };

export type NoLongerReported = {
  readonly id: string;
  readonly type: 'asset' | 'influence' | 'control' | 'estimate';
  /** The files that used to report it. */
  readonly files: readonly string[];
};

export type MergeContext = {
  readonly base: Snapshot;
  /** Sorted by name. */
  readonly results: readonly NamedResult[];
  /** Evidence sources that these files replace. */
  readonly replaced: ReadonlySet<string>;
  /** Warnings that only the merge can give, by file. */
  readonly warnings: Map<string, Warning[]>;
  readonly puts: Extract<Operation, { op: 'put' }>[];
  readonly removals: Extract<Operation, { op: 'remove' }>[];
  readonly conflicts: MergeConflict[];
  readonly noLongerReported: NoLongerReported[];
};
