/**
 * What a reader proposes: assets under keys local to the file, influences between those keys, and whatever
 * else the file states. A proposal is plain data and touches no graph; merging decides what it means there.
 */

import type { AppliedControl } from '../model/applied-control';
import type { AssetEvidence, AssetFields } from '../model/asset';
import type { Estimate } from '../model/estimate';
import type { Basis } from '../model/evidence';
import type { InfluenceEvidence, InfluenceFields } from '../model/influence';
import type { InfluenceKind } from '../model/influence-kinds';
import type { InputFile, Warning } from '../model/input-file';
import type { Treatment } from '../model/treatment';
import { fitAssetFields, fitInfluenceFields, fitText } from './fit-fields';

export type ProposedAsset = {
  /** Local to the file. */
  readonly key: string;
  /** The id which the asset had in the graph a file was exported from. */
  readonly id?: string | undefined;
  /** Canonical keys; two proposals that share one are the same asset. */
  readonly identities: readonly string[];
  readonly evidence: readonly AssetEvidence[];
};

export type ProposedInfluence = {
  readonly kind: InfluenceKind;
  readonly from: string;
  readonly to: string;
  readonly evidence: readonly InfluenceEvidence[];
};

/** The key of an asset, or an influence by the keys of its ends. */
export type ProposedSubject =
  | { readonly asset: string }
  | { readonly kind: InfluenceKind; readonly from: string; readonly to: string };

export type ProposedControl = {
  readonly subject: ProposedSubject;
  readonly record: Omit<AppliedControl, 'id' | 'subject'>;
};

export type ProposedEstimate = {
  readonly subject: ProposedSubject;
  /** Absent: named after quantity, subject and classes. */
  readonly id?: string | undefined;
  readonly record: Omit<Estimate, 'id' | 'subject'>;
};

export type Proposal = {
  readonly assets: readonly ProposedAsset[];
  readonly influences: readonly ProposedInfluence[];
  readonly controls: readonly ProposedControl[];
  readonly estimates: readonly ProposedEstimate[];
  readonly treatments: readonly Treatment[];
  /** Inputs of the graph a file was exported from. */
  readonly inputs: readonly InputFile[];
};

/** Fields by how well founded they are: what the file states, and what the reader concludes. */
export type StatedFields = {
  readonly declared?: Partial<AssetFields>;
  readonly inferred?: Partial<AssetFields>;
};

const WARNINGS_KEPT = 499;

type Entry = { id?: string | undefined; identities: Set<string>; evidence: AssetEvidence[] };

/** Collects a file's statements. Repeating a key adds to what was said of it; nothing is overwritten. */
export class ProposalBuilder {
  readonly source: string;
  readonly #file: string;
  readonly #assets = new Map<string, Entry>();
  readonly #influences = new Map<string, ProposedInfluence & { evidence: InfluenceEvidence[] }>();
  readonly #controls: ProposedControl[] = [];
  readonly #estimates: ProposedEstimate[] = [];
  readonly #treatments: Treatment[] = [];
  readonly #inputs: InputFile[] = [];
  readonly #warnings: Warning[] = [];
  #dropped = 0;

  constructor(file: string) {
    this.#file = file;
    this.source = `file:${file}`;
  }

  /** Notes something that could not be understood or should be looked at; reading goes on. */
  readonly warn = (at: string, message: string): void => {
    if (this.#warnings.length < WARNINGS_KEPT)
      this.#warnings.push({ at: fitText(at, 500) || '/', message: fitText(message, 1000) || '?' });
    else this.#dropped++;
  };

  /** True where something was said of this key. */
  has(key: string): boolean {
    return this.#assets.has(key);
  }

  /** States an asset. Returns its key. */
  asset(key: string, at: string, fields: StatedFields, identities: readonly string[] = []): string {
    const entry = this.#entry(key);
    for (const identity of identities) {
      const fitted = fitText(identity, 480);
      if (fitted !== '') entry.identities.add(fitted);
    }
    for (const basis of ['declared', 'inferred'] as const) {
      const says = fitAssetFields(fields[basis] ?? {});
      if (Object.keys(says).length > 0)
        entry.evidence.push({ source: this.source, at: fitText(at, 500), basis, says });
    }
    return key;
  }

  /** Takes over an asset's evidence as another export wrote it. */
  carried(key: string, identities: readonly string[], evidence: readonly AssetEvidence[], id: string): void {
    const entry = this.#entry(key);
    entry.id = id;
    for (const identity of identities) entry.identities.add(identity);
    entry.evidence.push(...evidence);
  }

  #entry(key: string): Entry {
    const entry = this.#assets.get(key) ?? { identities: new Set<string>(), evidence: [] };
    this.#assets.set(key, entry);
    return entry;
  }

  /** States an influence, in the direction in which poison travels. */
  influence(
    kind: InfluenceKind,
    from: string,
    to: string,
    at: string,
    says: InfluenceFields = {},
    basis: Basis = 'declared',
  ): void {
    const evidence = { source: this.source, at: fitText(at, 500), basis, says: fitInfluenceFields(says) };
    this.carriedInfluence(kind, from, to, [evidence]);
  }

  carriedInfluence(
    kind: InfluenceKind,
    from: string,
    to: string,
    evidence: readonly InfluenceEvidence[],
  ): void {
    const id = `${kind}\0${from}\0${to}`;
    const known = this.#influences.get(id);
    if (known) known.evidence.push(...evidence);
    else this.#influences.set(id, { kind, from, to, evidence: [...evidence] });
  }

  control(control: ProposedControl): void {
    this.#controls.push(control);
  }

  estimate(estimate: ProposedEstimate): void {
    this.#estimates.push(estimate);
  }

  treatment(treatment: Treatment): void {
    this.#treatments.push(treatment);
  }

  input(input: InputFile): void {
    this.#inputs.push(input);
  }

  /** The proposal. An asset known by nothing else is known by its key in this file. */
  build(): { readonly proposal: Proposal; readonly warnings: readonly Warning[] } {
    const assets = [...this.#assets].map(([key, { id, identities, evidence }]) => {
      const known = id !== undefined || [...identities].some((identity) => !DIGEST.test(identity));
      const all = known ? [...identities] : [...identities, fitText(`file:${this.#file}#${key}`, 490)];
      return { key, id, identities: all, evidence };
    });
    if (this.#dropped > 0)
      this.#warnings.push({
        at: '/',
        message: `${this.#dropped} more warnings of this file are not listed.`,
      });
    return {
      proposal: {
        assets,
        influences: [...this.#influences.values()],
        controls: this.#controls,
        estimates: this.#estimates,
        treatments: this.#treatments,
        inputs: this.#inputs,
      },
      warnings: this.#warnings,
    };
  }
}

const DIGEST = /^(sha(1|224|256|384|512)|md5|blake3?|sha3-\d+):/;
