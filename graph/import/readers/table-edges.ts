/** Rows that state an influence. Words such as "trained on" read against the influence: these are turned round. */
import type { AssetKind } from '../../model/asset-kinds';
import type { Basis } from '../../model/evidence';
import { assetId } from '../../model/ids';
import { INFLUENCE_KINDS, type InfluenceKind } from '../../model/influence-kinds';
import { didYouMean } from '../did-you-mean';
import { keysOfId } from '../identity';
import type { ProposalBuilder } from '../proposal';
import { plainHeading, type TableField } from '../table-mapping';

type Meaning = {
  readonly kind: InfluenceKind;
  readonly reversed: boolean;
  readonly from: AssetKind;
  readonly to: AssetKind;
};

const forward = (kind: InfluenceKind, from: AssetKind, to: AssetKind): Meaning => ({
  kind,
  reversed: false,
  from,
  to,
});
const reversed = (kind: InfluenceKind, from: AssetKind, to: AssetKind): Meaning => ({
  kind,
  reversed: true,
  from,
  to,
});

/** What people write between two assets. The kinds are those of the influence's ends, where nothing else says. */
const WORDS: Readonly<Record<string, Meaning>> = {
  'trained on': reversed('trains', 'dataset', 'model'),
  'fine tuned from': reversed('base-of', 'model', 'model'),
  'fine tuned on': reversed('tunes', 'dataset', 'model'),
  'based on': reversed('base-of', 'model', 'model'),
  'derived from': reversed('derives', 'dataset', 'dataset'),
  'evaluated on': reversed('evaluates', 'dataset', 'model'),
  'tested on': reversed('evaluates', 'dataset', 'model'),
  'built by': reversed('produces', 'pipeline', 'model'),
  'produced by': reversed('produces', 'pipeline', 'model'),
  'labelled by': reversed('labels', 'party', 'dataset'),
  'labeled by': reversed('labels', 'party', 'dataset'),
  'supplied by': reversed('supplies', 'source', 'dataset'),
  'hosted by': reversed('hosts', 'registry', 'model'),
  'hosted on': reversed('hosts', 'registry', 'model'),
  'retrieves from': reversed('retrieves', 'knowledge-base', 'system'),
  'reads from': reversed('ingests', 'dataset', 'pipeline'),
  uses: reversed('serves', 'model', 'system'),
  calls: reversed('invokes', 'tool', 'agent'),
  'deployed as': forward('serves', 'model', 'system'),
  'feeds back to': forward('feeds-back', 'system', 'dataset'),
  'writes to': forward('writes', 'system', 'dataset'),
  supplies: forward('supplies', 'source', 'dataset'),
};

const ENDS: Partial<Record<InfluenceKind, readonly [AssetKind, AssetKind]>> = {
  trains: ['dataset', 'model'],
  tunes: ['dataset', 'model'],
  labels: ['party', 'dataset'],
  ingests: ['dataset', 'pipeline'],
  derives: ['dataset', 'dataset'],
  produces: ['pipeline', 'model'],
  'base-of': ['model', 'model'],
  serves: ['model', 'system'],
  retrieves: ['knowledge-base', 'system'],
  evaluates: ['dataset', 'model'],
};

function meaningOf(word: string): Meaning | undefined {
  const plain = plainHeading(word);
  const known = WORDS[plain];
  if (known) return known;
  const kind = INFLUENCE_KINDS.find((item) => plainHeading(item) === plain);
  if (!kind) return undefined;
  const [from, to] = ENDS[kind] ?? ['dataset', 'model'];
  return forward(kind, from, to);
}

/** States the influence of one row, and its ends as far as the row tells them. */
export function stateEdgeRow(
  into: ProposalBuilder,
  at: string,
  cell: (field: TableField) => string | undefined,
): void {
  const from = cell('from');
  const to = cell('to');
  const word = cell('edge') ?? cell('kind') ?? '';
  if (from === undefined || to === undefined) {
    into.warn(at, 'This row lacks one of its two ends; skipped.');
    return;
  }
  const meaning = meaningOf(word);
  if (!meaning) {
    const near = didYouMean(plainHeading(word), [...Object.keys(WORDS), ...INFLUENCE_KINDS]);
    into.warn(at, `“${word}” is not an influence; skipped.${near ? ` Did you mean “${near}”?` : ''}`);
    return;
  }
  const [upstream, downstream] = meaning.reversed ? [to, from] : [from, to];
  const basis: Basis = /infer|suspect|low|unconfirmed|assum/i.test(cell('confidence') ?? '')
    ? 'inferred'
    : 'declared';
  const start = end(into, upstream, meaning.from, at);
  into.influence(
    meaning.kind,
    start,
    end(into, downstream, meaning.to, at),
    at,
    { note: cell('note') },
    basis,
  );
}

/** An end that another table describes; what is said here only stands where nothing else is. */
function end(into: ProposalBuilder, id: string, kind: AssetKind, at: string): string {
  const keys = assetId.safeParse(id).success ? keysOfId(id) : [];
  return into.asset(`row:${id}`, at, { inferred: { kind, name: id } }, keys);
}
