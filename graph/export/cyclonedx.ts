/**
 * Writes a graph as a CycloneDX ML-BOM (1.6 or 1.7, JSON) and tells what the format cannot hold. Components
 * bear their asset id and kind as properties, so that reading the BOM again finds the same assets.
 */
import type { Asset } from '../model/asset';
import { ASSET_KIND_FACTS } from '../model/asset-kinds';
import { byText } from '../model/ids';
import type { Influence } from '../model/influence';
import type { Snapshot } from '../model/snapshot';
import { componentContent, purlOf } from './cyclonedx-component';

export type CycloneDxOptions = {
  readonly version: '1.6' | '1.7';
  /** ISO 8601 time to print; left out where it is not given, so that the same graph gives the same bytes. */
  readonly timestamp?: string | undefined;
};

export type CycloneDxExport = {
  readonly text: string;
  /** What stands in the graph and has no place in the format, one line each, sorted. */
  readonly leftOut: readonly string[];
};

/** The graph as CycloneDX JSON. */
export function writeCycloneDx(graph: Snapshot, { version, timestamp }: CycloneDxOptions): CycloneDxExport {
  return new BomWriting(graph).write(version, timestamp);
}

const COMPONENT_FAMILIES = new Set(['data', 'model', 'system']);

/** Influences that a bare dependency means between these families, and that are read back as such. */
const AS_DEPENDENCY = new Set(['derives', 'serves', 'invokes', 'adapts', 'retrieves', 'ingests']);

class BomWriting {
  readonly #graph: Snapshot;
  readonly #assets: ReadonlyMap<string, Asset>;
  readonly #leftOut: string[] = [];
  readonly #datasets = new Map<string, string[]>();
  readonly #ancestors = new Map<string, string[]>();
  readonly #dependsOn = new Map<string, string[]>();
  readonly #inputs = new Map<string, string[]>();
  readonly #outputs = new Map<string, string[]>();

  constructor(graph: Snapshot) {
    this.#graph = graph;
    this.#assets = new Map(graph.assets.map((asset) => [asset.id as string, asset]));
  }

  write(version: string, timestamp: string | undefined): CycloneDxExport {
    for (const influence of this.#graph.influences) this.#place(influence);
    const components = this.#graph.assets.filter(isComponent).map((asset) => this.#component(asset));
    const workflows = this.#graph.assets
      .filter(({ kind }) => kind === 'pipeline')
      .map((asset) => this.#workflow(asset));
    for (const asset of this.#graph.assets)
      if (!isComponent(asset) && asset.kind !== 'pipeline')
        this.#leftOut.push(`asset ${asset.id}: CycloneDX has no place for a ${asset.kind}`);
    for (const { id } of this.#graph.controls)
      this.#leftOut.push(`control ${id}: CycloneDX has no place for controls on assets`);
    for (const { id } of this.#graph.estimates)
      this.#leftOut.push(`estimate ${id}: CycloneDX has no place for estimates`);
    const bom = {
      $schema: `http://cyclonedx.org/schema/bom-${version}.schema.json`,
      bomFormat: 'CycloneDX',
      specVersion: version,
      serialNumber: serialOf(this.#graph.hash),
      version: 1,
      metadata: {
        ...(timestamp ? { timestamp } : {}),
        tools: { components: [{ type: 'application', name: 'Headwater' }] },
      },
      components,
      dependencies: [...this.#dependsOn]
        .sort(([a], [b]) => byText(a, b))
        .map(([ref, dependsOn]) => ({ ref, dependsOn: [...new Set(dependsOn)].sort(byText) })),
      ...(workflows.length > 0 ? { formulation: [{ workflows }] } : {}),
      compositions: this.#compositions(),
    };
    return { text: `${JSON.stringify(bom, null, 2)}\n`, leftOut: this.#leftOut.sort(byText) };
  }

  #place({ id, kind, from, to }: Influence): void {
    const [start, end] = [this.#assets.get(from), this.#assets.get(to)];
    if (!start || !end) return;
    if (kind === 'trains' && start.kind !== 'source' && isModel(end)) append(this.#datasets, to, from);
    else if (kind === 'base-of' && isModel(start) && isModel(end)) append(this.#ancestors, to, from);
    else if (end.kind === 'pipeline' && isComponent(start) && (kind === 'ingests' || kind === 'base-of'))
      append(this.#inputs, to, from);
    else if (start.kind === 'pipeline' && isComponent(end) && kind === 'produces')
      append(this.#outputs, from, to);
    else if (AS_DEPENDENCY.has(kind) && isComponent(start) && isComponent(end))
      append(this.#dependsOn, to, from);
    else
      this.#leftOut.push(
        `influence ${id}: CycloneDX has no place for “${kind}” from a ${start.kind} to a ${end.kind}`,
      );
  }

  #component(asset: Asset): object {
    const datasets = (this.#datasets.get(asset.id) ?? []).sort(byText).map((ref) => ({ ref }));
    const ancestors = (this.#ancestors.get(asset.id) ?? []).sort(byText).flatMap((id) => {
      const base = this.#assets.get(id);
      return base
        ? [
            {
              type: 'machine-learning-model',
              name: base.name,
              ...purlOf(base),
              properties: [{ name: 'headwater:id', value: id }],
            },
          ]
        : [];
    });
    return {
      ...componentContent(asset),
      ...(datasets.length > 0 ? { modelCard: { modelParameters: { datasets } } } : {}),
      ...(ancestors.length > 0 ? { pedigree: { ancestors } } : {}),
    };
  }

  #workflow(asset: Asset): object {
    const refs = (map: ReadonlyMap<string, string[]>): readonly object[] =>
      (map.get(asset.id) ?? []).sort(byText).map((ref) => ({ resource: { ref } }));
    const [inputs, outputs] = [refs(this.#inputs), refs(this.#outputs)];
    return {
      'bom-ref': asset.id,
      uid: asset.id,
      name: asset.name,
      ...(asset.description ? { description: asset.description } : {}),
      taskTypes: ['other'],
      ...(inputs.length > 0 ? { inputs } : {}),
      ...(outputs.length > 0 ? { outputs } : {}),
      properties: [{ name: 'headwater:id', value: asset.id }],
    };
  }

  #compositions(): readonly object[] {
    const groups = [
      ['complete', 'complete'],
      ['partial', 'incomplete'],
      ['unknown', 'unknown'],
    ] as const;
    return groups.flatMap(([lineage, aggregate]) => {
      const assemblies = this.#graph.assets
        .filter((asset) => isComponent(asset) && asset.lineage === lineage)
        .map(({ id }) => id);
      return assemblies.length > 0 ? [{ aggregate, assemblies }] : [];
    });
  }
}

const isComponent = ({ kind }: Asset): boolean =>
  COMPONENT_FAMILIES.has(ASSET_KIND_FACTS[kind].family) && kind !== 'registry' && kind !== 'decision';

const isModel = ({ kind }: Asset): boolean => kind === 'model' || kind === 'adapter';

function append(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** A UUID (version 8, custom) out of the graph's hash: the same graph bears the same serial number. */
const serialOf = (hash: string): string =>
  `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
