/** Reads Kubeflow Model Registry catalogues: models with their providers, and MCP servers with their tools. */
import type { AssetFields } from '../../model/asset';
import { Cursor } from '../cursor';
import { digestKey, hubKey, hubReference, nameKey } from '../identity';
import { serializationOf } from '../model-hints';
import type { ProposalBuilder } from '../proposal';
import { member, type Reader } from '../reader';

export const kubeflowCatalogReader: Reader = {
  title: 'Kubeflow model catalogues',
  recognises: ({ values }) =>
    typeof member(values[0], 'source') === 'string' &&
    (Array.isArray(member(values[0], 'models')) || Array.isArray(member(values[0], 'mcp_servers'))),
  read: ({ values }, into) => {
    const root = new Cursor(values[0], '', into.warn);
    const source = root.get('source').text() ?? '';
    for (const model of root.get('models').objects()) stateModel(into, model, source);
    for (const server of root.get('mcp_servers').objects()) stateServer(into, server, source);
    return 'kubeflow-catalog';
  },
};

/** Digests in the addresses of container images. */
const digestsOf = (uris: readonly string[]): readonly string[] =>
  uris.flatMap((uri) => {
    const [, algorithm, value] = /@(sha\d+):([0-9a-f]+)$/.exec(uri) ?? [];
    return (algorithm && value && digestKey(algorithm, value)) || [];
  });

function shared(item: Cursor, source: string): Partial<AssetFields> {
  const uris = item
    .get('artifacts')
    .objects()
    .flatMap((artifact) => artifact.get('uri').maybeText() ?? []);
  const digests = digestsOf(uris);
  return {
    description: item.get('description').maybeText(),
    supplier: item.get('provider').maybeText(),
    licence: item.get('license').maybeText(),
    version: item.get('version').maybeText(),
    location: uris[0] ?? item.get('repositoryUrl').maybeText(),
    digests: [...digests],
    ...(digests.length > 0 ? { facts: { pinned: true, integrity: 'hash' } } : {}),
    properties: { catalogue: source, artifacts: uris.join(', ') },
  };
}

function stateModel(into: ProposalBuilder, model: Cursor, source: string): void {
  const name = model.get('name').text();
  if (name === undefined) {
    model.warn('This model has no name; skipped.');
    return;
  }
  const fields = shared(model, source);
  const hub = hubReference(fields.location ?? '');
  const serialization = serializationOf([fields.location ?? '']);
  const tasks = model.get('tasks').texts();
  into.asset(
    `model:${name}`,
    model.at,
    {
      declared: { kind: 'model', name, ...fields, tags: [...tasks] },
      inferred: {
        lineage: 'unknown',
        facts: {
          ...(fields.supplier ? { origin: 'outside' as const, writers: 'supplier' as const } : {}),
          ...(serialization ? { serialization } : {}),
        },
      },
    },
    [
      nameKey('model', 'kubeflow', name),
      ...(hub ? [hubKey(hub.type, hub.id)] : []),
      ...(fields.digests ?? []),
    ],
  );
}

function stateServer(into: ProposalBuilder, server: Cursor, source: string): void {
  const name = server.get('name').text();
  if (name === undefined) {
    server.warn('This server has no name; skipped.');
    return;
  }
  const tools = server.get('tools').objects();
  const writes = tools.filter((tool) => /write/i.test(tool.get('accessType').maybeText() ?? ''));
  const fields = shared(server, source);
  const listed = tools.map(
    (tool) =>
      `${tool.get('name').maybeText() ?? '?'} (${tool.get('accessType').maybeText() ?? 'access not stated'})`,
  );
  into.asset(
    `tool:${name}`,
    server.at,
    {
      declared: {
        kind: 'tool',
        name,
        ...fields,
        facts: { ...fields.facts, ...(tools.length > 0 ? { writesOutside: writes.length > 0 } : {}) },
        properties: {
          ...fields.properties,
          tools: listed.join(', '),
          transports: server.get('transports').texts().join(', '),
        },
      },
      inferred: { facts: fields.supplier ? { origin: 'outside', writers: 'supplier' } : {} },
    },
    [nameKey('tool', 'kubeflow', name)],
  );
}
