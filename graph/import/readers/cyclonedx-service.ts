/** A CycloneDX service: what it is, as far as its name tells, and what it states of itself. */
import type { AssetKind } from '../../model/asset-kinds';
import type { Cursor } from '../cursor';
import type { StatedFields } from '../proposal';

/** The kind of a service. Most are systems; the names of well-known stores, tools and agents say otherwise. */
export function serviceKind(service: Cursor): AssetKind {
  const name = service.get('name').maybeText() ?? '';
  const text = `${name} ${service.get('description').maybeText() ?? ''}`;
  if (/vector|pinecone|weaviate|qdrant|milvus|chroma|pgvector|knowledge base/i.test(text))
    return 'knowledge-base';
  if (/\bmcp\b/i.test(text)) return 'tool';
  if (/\bagent\b/i.test(name)) return 'agent';
  return STORE.test(name) ? 'dataset' : 'system';
}

const STORE =
  /postgres|mysql|maria|mongo|redis|snowflake|bigquery|redshift|cassandra|dynamo|\bs3\b|bucket|database|data ?store|blob/i;

/** What a service declares of itself. */
export function serviceFields(service: Cursor): StatedFields {
  const crossing = service.get('x-trust-boundary').flag();
  const authenticated = service.get('authenticated').flag();
  const flows = service
    .get('data')
    .objects()
    .map((flow) =>
      [flow.get('flow').maybeText(), flow.get('classification').maybeText()].filter(Boolean).join(' '),
    );
  return {
    declared: {
      name: service.get('name').maybeText() ?? '',
      description: service.get('description').maybeText(),
      version: service.get('version').maybeText(),
      supplier: service.get('provider', 'name').maybeText(),
      location: service.get('endpoints').texts()[0],
      boundary: service.get('trustZone').maybeText(),
      properties: {
        ...(crossing === undefined ? {} : { 'x-trust-boundary': String(crossing) }),
        ...(authenticated === undefined ? {} : { authenticated: String(authenticated) }),
        ...(flows.length > 0 ? { 'data flows': flows.join('; ') } : {}),
      },
    },
    inferred: { kind: serviceKind(service) },
  };
}
