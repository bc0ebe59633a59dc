/**
 * What a record looks like in Neo4j: properties a person can read and query, and beside them the whole
 * record as canonical JSON text, which is what Headwater itself reads.
 */
import neo4j from 'neo4j-driver';
import type { Operation } from '@/graph/model/change-set';
import { strongestBasis } from '@/graph/model/evidence';
import type { RecordOf } from '@/graph/model/records';
import { assetOf, keyOf } from './names';

type Value = string | number | boolean | readonly string[] | ReturnType<typeof neo4j.int>;
export type Properties = Readonly<Record<string, Value>>;

/** What every record carries, whatever its type. */
type Common = {
  readonly workspace: string;
  readonly revision: number;
  readonly hash: string;
  readonly text: string;
};

type Put = Extract<Operation, { op: 'put' }>;

/** The properties of the record an operation writes. */
export function propertiesOf(operation: Put, common: Common): Properties {
  const { workspace, revision, hash, text } = common;
  return {
    ...readable(operation, workspace),
    workspace,
    id: operation.record.id,
    key: keyOf(workspace, operation.record.id),
    revision: neo4j.int(revision),
    hash,
    record: text,
  };
}

function readable(operation: Put, workspace: string): Properties {
  switch (operation.type) {
    case 'asset':
      return assetProperties(operation.record);
    case 'influence': {
      const { kind, role, relation, share, note, evidence } = operation.record;
      return present({
        kind,
        role,
        relation,
        share,
        note,
        basis: strongestBasis(evidence),
        sources: sources(evidence),
      });
    }
    case 'control': {
      const { control, subject, status, owner, group, cost, note } = operation.record;
      return present({ ...onSubject(subject, workspace), control, status, owner, group, cost, note });
    }
    case 'estimate': {
      const { subject, quantity, classes, value, by, judged, rationale } = operation.record;
      return present({
        ...onSubject(subject, workspace),
        ...value,
        quantity,
        classes,
        by,
        judged,
        rationale,
      });
    }
    case 'treatment': {
      const { decision, reason, owner, due, expires, decidedBy, decidedOn } = operation.record;
      return present({ decision, reason, owner, due, expires, decidedBy, decidedOn });
    }
    case 'input': {
      const { format, sha256, bytes, assets, influences, warnings } = operation.record;
      return {
        ...present({ name: operation.record.id, format, sha256 }),
        ...counts({ bytes, assets, influences, warnings: warnings.length }),
      };
    }
  }
}

function assetProperties(asset: RecordOf<'asset'>): Properties {
  const { records, writableRecords, ...facts } = asset.facts ?? {};
  const { kind, name, description, owner, supplier, version, location, licence, lifecycle } = asset;
  const { boundary, impact, crown, created, lineage, tags, digests, identities, evidence } = asset;
  return {
    ...present(facts),
    ...counts({ records, writableRecords }),
    ...present({ kind, name, description, owner, supplier, version, location, licence, lifecycle }),
    ...present({ boundary, impact, crown, created, lineage, tags, digests, identities }),
    basis: strongestBasis(evidence),
    sources: sources(evidence),
  };
}

const onSubject = (subject: string, workspace: string) => ({
  subject,
  subjectKey: keyOf(workspace, subject),
});

const sources = (evidence: readonly { readonly source: string }[]): readonly string[] => [
  ...new Set(evidence.map(({ source }) => source)),
];

/** Leaves absent values out: a missing property is unknown there as here. */
function present(values: Readonly<Record<string, Value | undefined>>): Properties {
  const kept: Record<string, Value> = {};
  for (const [key, value] of Object.entries(values)) if (value !== undefined) kept[key] = value;
  return kept;
}

/** Whole numbers as Neo4j integers: a plain number would become a float. */
function counts(values: Readonly<Record<string, number | undefined>>): Properties {
  const kept: Record<string, Value> = {};
  for (const [key, value] of Object.entries(values)) if (value !== undefined) kept[key] = neo4j.int(value);
  return kept;
}

/** The assets a side record concerns, by id; the link is made only to those that stand. */
export function linksOf(operation: Put): readonly string[] {
  switch (operation.type) {
    case 'control':
    case 'estimate':
      return [assetOf(operation.record.subject)];
    case 'treatment':
      return [operation.record.id.slice(operation.record.id.indexOf('@') + 1)];
    case 'asset':
    case 'influence':
    case 'input':
      return [];
  }
}
