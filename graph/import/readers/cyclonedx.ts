/**
 * Reads CycloneDX 1.2 to 1.7 (JSON): models, datasets, applications and services with what shapes them.
 * Reads tolerantly: real files break the schema in many ways and are still worth having.
 *
 * A BOM does not say whether a dataset trained or tested a model, so it is a `trains` with role `unstated`.
 */

import type { AssetKind } from '../../model/asset-kinds';
import { GraphError } from '../../model/errors';
import { mayJoin } from '../../model/influence-kinds';
import { Cursor } from '../cursor';
import { dependencyKind } from '../dependency-kind';
import type { ProposalBuilder } from '../proposal';
import { member, type Reader } from '../reader';
import { dataEntryOf, fieldsOf, keysOf, kindOf } from './cyclonedx-component';
import { stateDataEntry, stateGovernance } from './cyclonedx-data';
import { stateFormulation } from './cyclonedx-formulation';
import { namesNoSystem, stateBaseModels } from './cyclonedx-generators';
import { serviceFields, serviceKind } from './cyclonedx-service';

export const cyclonedxReader: Reader = {
  title: 'CycloneDX 1.2–1.7 (JSON)',
  recognises: ({ values }) => {
    const [value] = values;
    if (member(value, 'bomFormat') === 'CycloneDX') return true;
    return typeof member(value, 'specVersion') === 'string' && Array.isArray(member(value, 'components'));
  },
  read: (file, into) => {
    const root = new Cursor(file.values[0], '', into.warn);
    return new BomReading(root, into).read();
  },
};

/** Parts without which there is nothing to read. */
const LISTED_PARTS = ['components', 'services'] as const;

type Known = { readonly key: string; readonly kind: AssetKind };

export class BomReading {
  readonly #root: Cursor;
  readonly #into: ProposalBuilder;
  /** What each bom-ref stands for. */
  readonly #refs = new Map<string, Known>();
  /** References of software and of generators: known, but not drawn. */
  readonly #leftOut = new Set<string>();
  readonly #leftOutTypes = new Map<string, number>();
  /** Models that stand in the file only as ancestors of others: no application uses these itself. */
  readonly #bases = new Set<string>();
  readonly #services: { service: Cursor; known: Known }[] = [];
  readonly #models: { component: Cursor; known: Known }[] = [];
  #main: Known | undefined;

  constructor(root: Cursor, into: ProposalBuilder) {
    this.#root = root;
    this.#into = into;
  }

  read(): string {
    this.#refuseWrongParts();
    const version = this.#root.get('specVersion').text() ?? 'unknown';
    if (!/^1\.[2-7]$/.test(version))
      this.#root.get('specVersion').warn(`CycloneDX ${version} is not an edition we know; read as 1.7.`);
    const main = this.#root.get('metadata', 'component');
    if (main.isObject && !this.#namesOnlyTheTool(main)) this.#main = this.#component(main);
    for (const component of this.#root.get('components').objects()) this.#component(component);
    for (const service of this.#root.get('services').objects()) this.#service(service);
    for (const { component, known } of this.#models) this.#modelCard(component, known);
    stateFormulation(this.#into, this.#root, (ref, place) => this.#resolve(ref, place, true));
    for (const { service, known } of this.#services) this.#flows(service, known);
    this.#dependencies();
    this.#compositions();
    this.#reportLeftOut();
    return `cyclonedx-${version}`;
  }

  /** Where a whole part is of the wrong type, the rest is not the whole: such a file is refused, not read in part. */
  #refuseWrongParts(): void {
    for (const part of LISTED_PARTS) {
      const cursor = this.#root.get(part);
      if (!cursor.exists || cursor.isList) continue;
      const message = 'CycloneDX has a list here, and this file has something else. Export it again';
      const file = this.#into.source.slice('file:'.length);
      throw new GraphError('invalid', `${file}, ${cursor.at}: ${message}; nothing of it was imported.`, [
        { at: cursor.at, message },
      ]);
    }
  }

  /** A generator's job, or the model's own name over again, is no deployed system. */
  #namesOnlyTheTool(main: Cursor): boolean {
    const why = namesNoSystem(main, this.#root.get('components').objects());
    if (why === undefined) return false;
    const ref = main.get('bom-ref').maybeText();
    if (ref) this.#leftOut.add(ref);
    main.warn(why);
    return true;
  }

  #component(component: Cursor, fallback?: AssetKind): Known | undefined {
    const found = kindOf(component) ?? fallback;
    const ref = component.get('bom-ref').maybeText();
    const known = found === 'left-out' ? this.#leaveOut(component, ref) : this.#state(component, found, ref);
    for (const nested of component.get('components').objects()) {
      const child = this.#component(nested);
      if (child && known) this.#depends(child, known, nested.at);
    }
    return known;
  }

  #leaveOut(component: Cursor, ref: string | undefined): undefined {
    if (ref) this.#leftOut.add(ref);
    const type = component.get('type').maybeText() ?? 'unknown';
    this.#leftOutTypes.set(type, (this.#leftOutTypes.get(type) ?? 0) + 1);
    return undefined;
  }

  #state(component: Cursor, kind: AssetKind | undefined, ref: string | undefined): Known | undefined {
    if (kind === undefined) {
      if (ref) this.#leftOut.add(ref);
      component.warn(
        `The component type “${component.get('type').maybeText() ?? 'none'}” is not one we know; skipped.`,
      );
      return undefined;
    }
    const name = component.get('name').maybeText() ?? '';
    if (name === '' && ref === undefined) {
      component.warn('This component has neither a name nor a bom-ref; skipped.');
      return undefined;
    }
    const key = this.#keyFor(
      component,
      ref ?? `${kind}:${component.get('group').maybeText() ?? ''}/${name}`,
      name,
    );
    const keys = keysOf(component, kind);
    const fields = fieldsOf(component, kind, keys);
    const known = { key, kind };
    const lineage = kind === 'model' || kind === 'adapter' ? this.#lineageOf(component) : undefined;
    this.#into.asset(
      key,
      component.at,
      { declared: fields.declared, inferred: { ...fields.inferred, lineage } },
      keys.keys,
    );
    if (ref && !this.#refs.has(ref)) this.#refs.set(ref, known);
    for (const entry of component.get('data').objects()) this.#data(entry, known);
    if (kind === 'model' || kind === 'adapter') this.#models.push({ component, known });
    this.#pedigree(component, known);
    return known;
  }

  /** A bom-ref used twice for different things is a fault of the file: the second gets a key of its own. */
  #keyFor(component: Cursor, wanted: string, name: string): string {
    const taken = this.#names.get(wanted);
    if (taken === undefined || taken === name) {
      this.#names.set(wanted, name);
      return wanted;
    }
    component.warn(`“${wanted}” already stands for “${taken}”; read as another component.`);
    return `${wanted}#${name}`;
  }

  readonly #names = new Map<string, string>();

  #lineageOf(component: Cursor): 'partial' | 'unknown' {
    const datasets = component.get('modelCard', 'modelParameters', 'datasets').items().length;
    const ancestors = component.get('pedigree', 'ancestors').items().length;
    return datasets + ancestors > 0 ? 'partial' : 'unknown';
  }

  /** Entries of a data component: its own dataset once more, further datasets, or mere attributes. */
  #data(entry: Cursor, owner: Known): void {
    const type = entry.get('type').maybeText();
    if (type !== undefined && type !== 'dataset') {
      stateGovernance(this.#into, entry, owner.key);
      return;
    }
    const ref = entry.get('bom-ref').maybeText();
    const same = dataEntryOf(entry);
    const ownerRef = [...this.#refs].find(([, known]) => known === owner)?.[0];
    const isOwner = (ref !== undefined && ref === ownerRef) || same?.name === this.#names.get(owner.key);
    const key = stateDataEntry(this.#into, entry, isOwner ? owner.key : undefined);
    if (key === undefined || isOwner) return;
    const known: Known = { key, kind: 'dataset' };
    if (ref && !this.#refs.has(ref)) this.#refs.set(ref, known);
    this.#depends(known, owner, entry.at);
  }

  #pedigree(component: Cursor, known: Known): void {
    const relation = (ancestor: Known, child: Known, at: string): void => {
      const kind = dependencyKind(ancestor.kind, child.kind);
      if (!kind) return;
      this.#into.influence(
        kind,
        ancestor.key,
        child.key,
        at,
        kind === 'base-of' ? { relation: 'unstated' } : {},
      );
    };
    for (const ancestor of component.get('pedigree', 'ancestors').objects()) {
      const base = this.#component(ancestor, known.kind === 'adapter' ? 'model' : known.kind);
      if (!base) continue;
      this.#bases.add(base.key);
      relation(base, known, ancestor.at);
    }
    for (const descendant of component.get('pedigree', 'descendants').objects()) {
      const child = this.#component(descendant, known.kind);
      if (child) relation(known, child, descendant.at);
    }
  }

  #modelCard(component: Cursor, model: Known): void {
    for (const item of component.get('modelCard', 'modelParameters', 'datasets').objects()) {
      const ref = item.get('ref').maybeText();
      const known = ref === undefined ? undefined : this.#refs.get(ref);
      if (ref !== undefined && !known) {
        item.warn(`“${ref}” is not in this file: a dataset of the model is missing.`);
        continue;
      }
      const key = known?.key ?? stateDataEntry(this.#into, item);
      if (key === undefined) continue;
      const hasName = known !== undefined || dataEntryOf(item) !== undefined;
      if (hasName) this.#into.influence('trains', key, model.key, item.at, { role: 'unstated' });
    }
    stateBaseModels(this.#into, component, model.key);
  }

  #service(service: Cursor): void {
    const name = service.get('name').maybeText();
    if (!name) {
      service.warn('This service has no name; skipped.');
      return;
    }
    const ref = service.get('bom-ref').maybeText();
    const key = this.#keyFor(
      service,
      ref ?? `service:${service.get('group').maybeText() ?? ''}/${name}`,
      name,
    );
    const known: Known = { key, kind: serviceKind(service) };
    this.#into.asset(key, service.at, serviceFields(service));
    if (ref && !this.#refs.has(ref)) this.#refs.set(ref, known);
    this.#services.push({ service, known });
    for (const nested of service.get('services').objects()) this.#service(nested);
  }

  /** Where a service's data comes from and goes to, as far as the flows name it. */
  #flows(service: Cursor, known: Known): void {
    for (const flow of service.get('data').objects()) {
      for (const item of flow.get('source').items()) {
        const from = this.#refs.get(item.maybeText() ?? '');
        if (from) this.#depends(from, known, item.at);
      }
      for (const item of flow.get('destination').items()) {
        const to = this.#refs.get(item.maybeText() ?? '');
        if (to && to.key !== known.key && mayJoin('writes', known.kind, to.kind))
          this.#into.influence('writes', known.key, to.key, item.at);
      }
    }
  }

  #dependencies(): void {
    const used = new Set<string>(this.#bases);
    for (const dependency of this.#root.get('dependencies').objects()) {
      const ref = dependency.get('ref').maybeText();
      const dependsOn = dependency.get('dependsOn').items();
      const to = this.#resolve(ref, dependency.get('ref'), dependsOn.length > 0);
      for (const item of dependsOn) {
        const from = this.#resolve(item.text(), item, true);
        if (from) used.add(from.key);
        if (from && to) this.#depends(from, to, item.at);
      }
    }
    const main = this.#main;
    if (main?.kind !== 'system') return;
    for (const { component, known } of this.#models) {
      if (known.key !== main.key && !used.has(known.key)) this.#depends(known, main, component.at);
    }
  }

  #resolve(ref: string | undefined, place: Cursor, matters: boolean): Known | undefined {
    if (ref === undefined) return undefined;
    const known = this.#refs.get(ref);
    if (!known && !this.#leftOut.has(ref) && matters)
      place.warn(`“${ref}” is not in this file; the dependency was left out.`);
    return known;
  }

  #depends(from: Known, to: Known, at: string): void {
    if (from.key === to.key) return;
    const kind = dependencyKind(from.kind, to.kind);
    if (!kind) {
      this.#into.warn(
        at,
        `What a ${to.kind} that depends on a ${from.kind} takes from it is not stated; left out.`,
      );
      return;
    }
    const says =
      kind === 'trains'
        ? { role: 'unstated' as const }
        : kind === 'base-of'
          ? { relation: 'unstated' as const }
          : {};
    this.#into.influence(kind, from.key, to.key, at, says, 'inferred');
  }

  /** How complete the file says that it is. */
  #compositions(): void {
    for (const composition of this.#root.get('compositions').objects()) {
      const aggregate = composition.get('aggregate').maybeText() ?? 'unknown';
      const lineage =
        aggregate === 'complete' ? 'complete' : aggregate.startsWith('incomplete') ? 'partial' : 'unknown';
      for (const item of [
        ...composition.get('assemblies').items(),
        ...composition.get('dependencies').items(),
      ]) {
        const known = this.#refs.get(item.maybeText() ?? '');
        if (known) this.#into.asset(known.key, item.at, { declared: { lineage } });
      }
    }
  }

  #reportLeftOut(): void {
    if (this.#leftOutTypes.size === 0) return;
    const list = [...this.#leftOutTypes]
      .sort()
      .map(([type, count]) => `${count} ${type}`)
      .join(', ');
    this.#into.warn(
      '/components',
      `Software is not drawn, since it carries neither data nor weights: ${list}.`,
    );
  }
}
