/**
 * Reads Backstage catalogues: components and systems are deployed, resources are models, data or stores by
 * their type. `dependsOn` and `dependencyOf` state one and the same edge from both of its ends.
 */
import type { AssetKind } from '../../model/asset-kinds';
import { Cursor } from '../cursor';
import { dependencyKind } from '../dependency-kind';
import { hubFields } from '../hub-placeholder';
import { type HubReference, hubKey, hubReference } from '../identity';
import type { ProposalBuilder } from '../proposal';
import { member, type Reader } from '../reader';

const isEntity = (value: unknown): boolean => {
  const version = member(value, 'apiVersion');
  return typeof version === 'string' && version.startsWith('backstage.io/');
};

export const backstageReader: Reader = {
  title: 'Backstage catalog-info.yaml',
  recognises: ({ values }) => values.some(isEntity),
  read: ({ values }, into) => {
    const entities = values
      .map((value, index) => new Cursor(value, values.length > 1 ? `document ${index + 1}` : '', into.warn))
      .filter(({ value }) => isEntity(value));
    return new BackstageReading(entities, into).read();
  },
};

type Known = { readonly key: string; readonly kind: AssetKind };

const RESOURCES: readonly (readonly [RegExp, AssetKind])[] = [
  [/adapter|lora/i, 'adapter'],
  [/model[-_ ]?registry|registry/i, 'registry'],
  [/model/i, 'model'],
  [/vector|knowledge|index/i, 'knowledge-base'],
  [/feature/i, 'feature-store'],
  [/label|annotation/i, 'label-set'],
  [/data|database|bucket|storage|table|topic|stream/i, 'dataset'],
  [/pipeline|workflow|job/i, 'pipeline'],
  [/mcp|tool/i, 'tool'],
  [/cluster|gpu|infra|runner|server/i, 'infrastructure'],
];

class BackstageReading {
  readonly #entities: readonly Cursor[];
  readonly #into: ProposalBuilder;
  readonly #known = new Map<string, Known>();
  readonly #mentioned = new Set<string>();

  constructor(entities: readonly Cursor[], into: ProposalBuilder) {
    this.#entities = entities;
    this.#into = into;
  }

  read(): string {
    for (const entity of this.#entities) this.#state(entity);
    for (const entity of this.#entities) this.#relations(entity);
    return 'backstage';
  }

  #ref(entity: Cursor): string {
    const kind = entity.get('kind').maybeText()?.toLowerCase() ?? 'component';
    const namespace = entity.get('metadata', 'namespace').maybeText() ?? 'default';
    return `${kind}:${namespace}/${entity.get('metadata', 'name').maybeText() ?? ''}`.toLowerCase();
  }

  #kindOf(entity: Cursor): AssetKind | undefined {
    const type = entity.get('spec', 'type').maybeText() ?? '';
    switch (entity.get('kind').maybeText()) {
      case 'Component':
        if (/agent/i.test(type)) return 'agent';
        return /mcp|tool/i.test(type) ? 'tool' : /pipeline|workflow/i.test(type) ? 'pipeline' : 'system';
      case 'System':
        return 'system';
      case 'Resource':
        return RESOURCES.find(([pattern]) => pattern.test(type))?.[1];
      default:
        return undefined;
    }
  }

  #state(entity: Cursor): void {
    const kind = this.#kindOf(entity);
    const metadata = entity.get('metadata');
    const name = metadata.get('name').maybeText();
    if (name === undefined) {
      entity.warn('This entity has no name; skipped.');
      return;
    }
    if (kind === undefined) {
      if (entity.get('kind').maybeText() === 'Resource')
        entity
          .get('spec', 'type')
          .warn(
            `The resource type “${entity.get('spec', 'type').maybeText() ?? ''}” of ${name} is not one we know; skipped.`,
          );
      return;
    }
    const key = this.#ref(entity);
    this.#known.set(key, { key, kind });
    const hub = kind === 'model' || kind === 'dataset' ? hubLink(metadata) : undefined;
    const lifecycle = entity.get('spec', 'lifecycle').maybeText();
    this.#into.asset(
      key,
      entity.at || '/',
      {
        declared: {
          name: metadata.get('title').maybeText() ?? name,
          description: metadata.get('description').maybeText(),
          owner: entity.get('spec', 'owner').maybeText(),
          tags: [...metadata.get('tags').texts()],
          location: metadata.get('links').objects()[0]?.get('url').maybeText(),
          ...(lifecycle === 'production' ? { lifecycle: 'production' as const } : {}),
          properties: {
            'backstage type': entity.get('spec', 'type').maybeText() ?? '',
            apis: entity.get('spec', 'providesApis').texts().join(', '),
          },
        },
        inferred: {
          kind,
          ...(hub ? { facts: hubFields(hub.type === 'dataset' ? 'dataset' : 'model', hub.id).facts } : {}),
        },
      },
      [`name:backstage/${key}`, ...(hub ? [hubKey(hub.type, hub.id)] : [])],
    );
  }

  #relations(entity: Cursor): void {
    const own = this.#known.get(this.#ref(entity));
    if (!own) return;
    const spec = entity.get('spec');
    for (const item of spec.get('dependsOn').items()) this.#depends(this.#find(item, 'component'), own, item);
    for (const item of spec.get('dependencyOf').items())
      this.#depends(own, this.#find(item, 'component'), item);
    const system = spec.get('system');
    if (system.exists && own.kind === 'system') this.#depends(own, this.#find(system, 'system'), system);
  }

  #find(item: Cursor, fallback: string): Known | undefined {
    const text = item.text()?.toLowerCase() ?? '';
    const [, kind = fallback, namespace = 'default', name = ''] =
      /^(?:([a-z]+):)?(?:([\w.-]+)\/)?([\w.-]+)$/.exec(text) ?? [];
    if (kind === 'api' || kind === 'user' || kind === 'group') return undefined;
    const ref = `${kind}:${namespace}/${name}`;
    const known = this.#known.get(ref);
    if (!known && !this.#mentioned.has(ref)) {
      this.#mentioned.add(ref);
      item.warn(`“${text}” is not in this file; the dependency was left out.`);
    }
    return known;
  }

  #depends(from: Known | undefined, to: Known | undefined, at: Cursor): void {
    if (!from || !to || from.key === to.key) return;
    const kind = dependencyKind(from.kind, to.kind);
    if (kind) this.#into.influence(kind, from.key, to.key, at.at, {}, 'inferred');
  }
}

/** The hub entry that the links name: the one called a repository, else the first. */
function hubLink(metadata: Cursor): HubReference | undefined {
  const links = metadata
    .get('links')
    .objects()
    .flatMap((link) => {
      const found = hubReference(link.get('url').maybeText() ?? '');
      return found && found.type !== 'space' ? [{ found, title: link.get('title').maybeText() ?? '' }] : [];
    });
  return (links.find(({ title }) => /repositor/i.test(title)) ?? links[0])?.found;
}
