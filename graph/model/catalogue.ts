/**
 * What the product knows about poisoning, as one immutable, versioned value. `lib/catalog` reads it from
 * `content/`; the analysis takes it as an argument and reads nothing else.
 */
import type { Triple } from './applied-control';
import type { AssetKind } from './asset-kinds';
import type { AttackClass } from './attack-classes';
import type { ControlId, TaxonomyKey, TechniqueId } from './ids';
import type { InfluenceKind } from './influence-kinds';

/** One entry of a published taxonomy, in one edition. Ids and names are the source's; `summary` is ours. */
export type TaxonomyEntry = {
  readonly key: TaxonomyKey;
  /** `ATLAS`, `OWASP-LLM`, `OWASP-ML`, `OWASP-ASI`, `NISTAML`, `AI-RMF`… */
  readonly scheme: string;
  readonly edition: string;
  /** As the source writes it, without the edition: `AML.T0020`, `LLM04`, `.013`. */
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly parent?: TaxonomyKey;
  readonly tactics?: readonly TaxonomyKey[];
  readonly maturity?: string;
  readonly url?: string;
  /** Where the source itself replaced this id, or renumbered it in a later edition. */
  readonly supersededBy?: TaxonomyKey;
  readonly summary?: string;
  /** Ids of ATLAS mitigations, steps of a case study and the like: relation name to keys. */
  readonly relations?: Readonly<Record<string, readonly TaxonomyKey[]>>;
  /** Plain values the source states: an incident's date, a sample score, the place in a matrix. */
  readonly facts?: Readonly<Record<string, string | number>>;
  /** Where we read it: the source itself, another public document, or nowhere we can name. */
  readonly confirmed?: 'primary' | 'secondary' | 'unconfirmed';
};

export type Taxonomy = {
  readonly scheme: string;
  readonly edition: string;
  readonly title: string;
  readonly publisher: string;
  readonly released: string;
  readonly licence: string;
  readonly url: string;
  readonly entries: readonly TaxonomyEntry[];
};

/** A technique we look for: its prose, joined by id to its detection rule in `graph/exposure/techniques`. */
export type Technique = {
  readonly id: TechniqueId;
  /** ATLAS key in the edition we ship. */
  readonly key: TaxonomyKey;
  readonly title: string;
  /** poisoning act · supply-chain carrier · trigger · impact · enabler · runtime-only (not poisoning). */
  readonly role: 'poisoning' | 'supply-chain' | 'trigger' | 'impact' | 'enabler' | 'runtime';
  readonly stage: string;
  readonly classes: readonly AttackClass[];
  /** The same risk in other taxonomies, editions always with the id. */
  readonly references: readonly TaxonomyKey[];
  /** Markdown, our own words. */
  readonly summary: string;
  readonly why: string;
  readonly preconditions: readonly string[];
  readonly falsePositives: readonly string[];
  readonly check: readonly string[];
};

/** A published figure on which numbers rest. */
export type Figure = {
  readonly id: string;
  readonly statement: string;
  readonly kind: 'attack-cost' | 'attack-success' | 'defence-effectiveness' | 'prevalence' | 'scoring';
  readonly source: string;
  readonly url: string;
  /** P: read in the primary source. S: reported by another source. */
  readonly grade: 'P' | 'S';
};

/** Why a number is what it is. `judgement` is an honest word: nobody measured it. */
export type NumberBasis = {
  readonly basis: 'published' | 'derived' | 'judgement';
  readonly figures: readonly string[];
  /** How the figures became the number, our words. */
  readonly derivation: string;
};

/** Ways an outsider's hand reaches an asset: what an entry likelihood is keyed by. */
export const ENTRY_KINDS = [
  'public-web',
  'public-hub',
  'open-contribution',
  'crowd-labour',
  'user-feedback',
  'vendor-feed',
  'partner',
  'federated-participant',
  'open-source-package',
  'third-party-tool',
  'insider',
  'unknown-origin',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Default likelihood that an attacker writes here (entry) or that poison crosses (transfer). */
export type Prior = NumberBasis & {
  readonly id: string;
  readonly value: Triple;
  /** Empty: all classes. */
  readonly classes: readonly AttackClass[];
} & (
    | { readonly quantity: 'access'; readonly entry: EntryKind }
    | { readonly quantity: 'transfer'; readonly influence: InfluenceKind }
  );

export type ReferenceControl = NumberBasis & {
  readonly id: ControlId;
  readonly name: string;
  readonly summary: string;
  readonly function: 'prevent' | 'detect' | 'recover';
  /** likelihood: stops poison on the way · impact: shortens or undoes harm · none: enables other controls. */
  readonly reduces: 'likelihood' | 'impact' | 'none';
  /** Influences it can interrupt; empty: those of the subject it stands on. */
  readonly influences: readonly InfluenceKind[];
  readonly assets: readonly AssetKind[];
  readonly classes: readonly AttackClass[];
  readonly techniques: readonly TechniqueId[];
  readonly effectiveness: Triple;
  /** common: one failure opens every place it guards. */
  readonly mode: 'independent' | 'common';
  /** Controls of one group tend to fail together and are not multiplied as if independent. */
  readonly group: string;
  readonly auditEvidence: readonly string[];
  /** Months after which its evidence is stale. */
  readonly validMonths: number;
  readonly cost: 'low' | 'medium' | 'high';
  readonly references: readonly TaxonomyKey[];
};

export type CrosswalkRow = {
  readonly from: TaxonomyKey;
  readonly to: TaxonomyKey;
  readonly authority: string;
  readonly status: 'published' | 'community' | 'proposed';
  readonly author: string;
  readonly date: string;
  readonly note?: string;
};

export type Catalogue = {
  readonly version: string;
  /** SHA-256 of the canonical content: what an assessment names. */
  readonly hash: string;
  readonly taxonomies: readonly Taxonomy[];
  readonly techniques: readonly Technique[];
  readonly controls: readonly ReferenceControl[];
  readonly priors: readonly Prior[];
  readonly figures: readonly Figure[];
  readonly crosswalk: readonly CrosswalkRow[];
};
