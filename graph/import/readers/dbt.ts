/**
 * Reads a dbt `manifest.json` (schema v2 to v12): sources, the tables built from them, and what reads these.
 * Tests are no assets: their number stands with the table they test.
 */
import type { AssetKind } from '../../model/asset-kinds';
import { Cursor } from '../cursor';
import type { ProposalBuilder } from '../proposal';
import { member, type Reader } from '../reader';

export const dbtReader: Reader = {
  title: 'dbt manifest.json',
  recognises: ({ values }) => {
    const schema = member(member(values[0], 'metadata'), 'dbt_schema_version');
    return typeof schema === 'string' && /\/manifest\//.test(schema);
  },
  read: ({ values }, into) => new DbtReading(new Cursor(values[0], '', into.warn), into).read(),
};

const TABLES = new Set(['model', 'seed', 'snapshot']);

class DbtReading {
  readonly #root: Cursor;
  readonly #into: ProposalBuilder;
  readonly #kinds = new Map<string, AssetKind>();
  readonly #tests = new Map<string, number>();

  constructor(root: Cursor, into: ProposalBuilder) {
    this.#root = root;
    this.#into = into;
  }

  read(): string {
    const nodes = this.#root.get('nodes').entries();
    for (const [, node] of nodes) {
      if (node.get('resource_type').maybeText() !== 'test') continue;
      for (const id of node.get('depends_on', 'nodes').texts())
        this.#tests.set(id, (this.#tests.get(id) ?? 0) + 1);
    }
    for (const [id, source] of this.#root.get('sources').entries()) this.#source(id, source);
    const tables = nodes.filter(([, node]) => TABLES.has(node.get('resource_type').maybeText() ?? ''));
    for (const [id, node] of tables) this.#table(id, node);
    for (const [, node] of tables) this.#upstream(node);
    for (const [id, exposure] of this.#root.get('exposures').entries()) this.#exposure(id, exposure);
    const version =
      /\/v(\d+)\.json/.exec(this.#root.get('metadata', 'dbt_schema_version').maybeText() ?? '')?.[1] ?? '?';
    return `dbt-manifest-v${version}`;
  }

  #state(
    id: string,
    kind: AssetKind,
    node: Cursor,
    name: string | undefined,
    properties: Record<string, string>,
  ): void {
    const tests = this.#tests.get(id) ?? 0;
    this.#kinds.set(id, kind);
    this.#into.asset(
      id,
      node.at,
      {
        declared: {
          kind,
          name: name ?? id,
          description: node.get('description').maybeText(),
          owner: ownerOf(node),
          location: node.get('relation_name').maybeText()?.replaceAll('"', '') ?? node.get('url').maybeText(),
          tags: [...node.get('tags').texts()],
          properties: { ...properties, ...(tests > 0 ? { tests: String(tests) } : {}) },
        },
        inferred: { lineage: kind === 'source' ? 'unknown' : 'complete' },
      },
      [`dbt:${id}`],
    );
  }

  #source(id: string, source: Cursor): void {
    const loader = source.get('loader').maybeText();
    const name = [source.get('source_name').maybeText(), source.get('name').maybeText()]
      .filter(Boolean)
      .join('.');
    this.#state(id, 'source', source, name || undefined, loader ? { loader } : {});
  }

  #table(id: string, node: Cursor): void {
    const type = node.get('resource_type').maybeText() ?? '';
    this.#state(id, 'dataset', node, node.get('name').maybeText(), { 'dbt resource': type });
  }

  #upstream(node: Cursor): void {
    const to = node.get('unique_id').maybeText();
    if (to === undefined) return;
    for (const item of node.get('depends_on', 'nodes').items()) {
      const from = item.maybeText() ?? '';
      if (this.#kinds.has(from)) this.#into.influence('derives', from, to, item.at);
      else if (!/^(macro|metric|semantic_model|operation|test|analysis)\./.test(from))
        item.warn(`“${from}” is not in this manifest; the dependency was left out.`);
    }
  }

  /** What reads the tables: a model where it says so, a system otherwise. */
  #exposure(id: string, exposure: Cursor): void {
    const type = exposure.get('type').maybeText() ?? '';
    const kind: AssetKind = type === 'ml' ? 'model' : 'system';
    this.#state(id, kind, exposure, exposure.get('label').maybeText() ?? exposure.get('name').maybeText(), {
      'dbt exposure': type,
    });
    for (const item of exposure.get('depends_on', 'nodes').items()) {
      const from = item.maybeText() ?? '';
      const says = kind === 'model' ? { role: 'unstated' as const } : {};
      if (this.#kinds.has(from))
        this.#into.influence(kind === 'model' ? 'trains' : 'ingests', from, id, item.at, says);
    }
  }
}

function ownerOf(node: Cursor): string | undefined {
  return (
    node.get('owner', 'name').maybeText() ??
    node.get('owner', 'email').maybeText() ??
    node.get('meta', 'owner').maybeText() ??
    node.get('config', 'meta', 'owner').maybeText() ??
    node.get('group').maybeText()
  );
}
