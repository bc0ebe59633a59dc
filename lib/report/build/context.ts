/** What every section builder needs: the inputs, the reader's language, and names in the place of ids. */
import type {
  AssessedControl,
  Assessment,
  ExposurePath,
  Likelihood,
  TargetExposure,
} from '@/graph/exposure/assessment';
import type { AppliedControl } from '@/graph/model/applied-control';
import type { Asset } from '@/graph/model/asset';
import type { AttackClass } from '@/graph/model/attack-classes';
import type { Catalogue, ReferenceControl, TaxonomyEntry, Technique } from '@/graph/model/catalogue';
import type { TaxonomyKey } from '@/graph/model/ids';
import type { Influence } from '@/graph/model/influence';
import type { Reason } from '@/graph/model/reason';
import type { Snapshot } from '@/graph/model/snapshot';
import { isLocale, type Locale, type Translate, translatorFor } from '@/lib/messages/messages';
import { phrase } from '@/lib/messages/phrase';
import type { Attachment, Block, PageSize } from '../document';
import { decimal, notation, percent, whole } from '../number';
import { visible } from '../visible';

export type ReportOptions = {
  /** The whole audit where absent. */
  readonly kind?: 'audit' | 'executive' | 'workshop' | 'coverage' | 'extract';
  /** Only paths that touch this asset, or the one path of this id: an extract for somebody who needs no more. */
  readonly only?: string;
  /** `en` or `de`; another language reads in English. */
  readonly locale: string;
  readonly title?: string;
  readonly organisation?: string;
  readonly classification?: string;
  readonly status: 'draft' | 'final';
  /** ISO date printed on the report. */
  readonly date?: string;
  readonly version?: string;
  readonly author?: string;
  readonly reviewer?: string;
  readonly approver?: string;
  readonly validUntil?: string;
  readonly pageSize?: PageSize;
  readonly accent?: string;
  /** Revision the snapshot was taken at, where it came from a store. */
  readonly journal?: { readonly number: number; readonly hash: string };
  /** Exposure paths with a section of their own; all others stand in the register. */
  readonly pathSections?: number;
  /** The assessment as JSON, attached to paged formats so that every number can be checked. */
  readonly attachments?: readonly Attachment[];
};

export type ReportInput = {
  readonly assessment: Assessment;
  readonly snapshot: Snapshot;
  readonly catalogue: Catalogue;
  readonly options: ReportOptions;
};

/** A section before it has its number. */
export type Draft = {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly sections?: readonly Draft[];
  readonly opensPage?: boolean;
};

export type ListedPath = {
  readonly path: ExposurePath;
  /** Paths of other attack classes along the same assets. */
  readonly alike: readonly { readonly path: ExposurePath; readonly number: number }[];
  readonly target: TargetExposure;
  readonly anchor: string;
  readonly number: number;
};

export type Context = ReportInput & {
  readonly locale: Locale;
  readonly t: Translate;
  readonly say: (reason: Reason) => string;
  readonly name: (id: string) => string;
  readonly asset: (id: string) => Asset | undefined;
  readonly influence: (id: string) => Influence | undefined;
  readonly applied: (id: string) => AppliedControl | undefined;
  readonly reference: (id: string) => ReferenceControl | undefined;
  readonly technique: (id: string) => Technique | undefined;
  readonly entry: (key: TaxonomyKey) => TaxonomyEntry | undefined;
  readonly attack: (attack: AttackClass) => string;
  /** The class in one word, for tables and titles. */
  readonly attackShort: (attack: AttackClass) => string;
  /** Controls as the assessment weighed them: recorded ones and those that facts amount to. */
  readonly controlsById: ReadonlyMap<string, AssessedControl>;
  /** A technique's key with the same risk in every other edition the catalogue knows it by. */
  readonly editions: (key: TaxonomyKey) => readonly TaxonomyKey[];
  readonly likelihood: (likelihood: Likelihood) => string;
  readonly number: (value: number) => string;
  readonly percent: (share: number) => string;
  readonly count: (count: number) => string;
  /** Every listed path, highest risk first. */
  readonly paths: readonly ListedPath[];
  /** Those with a section of their own: the likeliest of each route. */
  readonly told: readonly ListedPath[];
};

const MOST_PATH_SECTIONS = 25;

/** Looks everything up once, so that builders only write. */
export function contextOf(input: ReportInput): Context {
  const { assessment, snapshot, catalogue, options } = input;
  const locale: Locale = isLocale(options.locale) ? options.locale : 'en';
  const assets = new Map<string, Asset>(snapshot.assets.map((asset) => [asset.id, asset]));
  const influences = new Map<string, Influence>(
    snapshot.influences.map((influence) => [influence.id, influence]),
  );
  const applied = new Map<string, AppliedControl>(snapshot.controls.map((control) => [control.id, control]));
  const references = new Map<string, ReferenceControl>(
    catalogue.controls.map((control) => [control.id, control]),
  );
  const techniques = new Map<string, Technique>(
    catalogue.techniques.map((technique) => [technique.id, technique]),
  );
  const entries = new Map<string, TaxonomyEntry>(
    catalogue.taxonomies.flatMap((taxonomy) => taxonomy.entries.map((entry) => [entry.key, entry] as const)),
  );
  const t = translatorFor(locale, 'report');
  // Made visible here once, so that figures measure what they draw.
  const name = (id: string): string => visible(assets.get(id)?.name ?? id);
  const paths = listPaths(assessment).filter(({ path }) => isWanted(path, options.only));
  return {
    ...input,
    locale,
    t,
    name,
    paths,
    told: routesOf(paths).slice(0, options.pathSections ?? MOST_PATH_SECTIONS),
    controlsById: new Map(assessment.controls.map((control) => [control.id as string, control])),
    editions: (key) => {
      const own = catalogue.techniques.find((technique) => technique.key === key);
      return own ? [own.key, ...own.references] : [key];
    },
    attackShort: (attack) => t(`classShort.${attack}`),
    say: (reason) => phrase(reason, locale, (_, value) => (assets.has(value) ? name(value) : value)),
    asset: (id) => assets.get(id),
    influence: (id) => influences.get(id),
    applied: (id) => applied.get(id),
    reference: (id) => references.get(id),
    technique: (id) => techniques.get(id),
    entry: (key) => entries.get(key),
    attack: (attack) => t(`class.${attack}`),
    likelihood: (likelihood) => notation(likelihood, locale),
    number: (value) => decimal(value, locale),
    percent: (share) => percent(share, locale),
    count: (count) => whole(count, locale),
  };
}

const isWanted = (path: ExposurePath, only: string | undefined): boolean =>
  only === undefined || path.id === only || path.steps.some((step) => step.to === only);

function listPaths({ targets }: Assessment): readonly ListedPath[] {
  const all = targets.flatMap((target) => target.paths.map((path) => ({ path, target })));
  const risk = ({ path, target }: { path: ExposurePath; target: TargetExposure }): number =>
    path.likelihood * target.impact;
  all.sort((a, b) => risk(b) - risk(a) || (a.path.id < b.path.id ? -1 : 1));
  const listed = all.map(({ path, target }, index) => ({ path, target, number: index + 1 }));
  return listed.map((item) => ({
    ...item,
    anchor: `path-${item.number}`,
    alike: listed
      .filter((other) => other !== item && routeOf(other.path) === routeOf(item.path))
      .map(({ path, number }) => ({ path, number })),
  }));
}

const routeOf = (path: ExposurePath): string => path.steps.map((step) => step.to).join('\0');

/** The likeliest path of each route. */
function routesOf(paths: readonly ListedPath[]): readonly ListedPath[] {
  const first = new Map<string, ListedPath>();
  for (const listed of paths) {
    const route = routeOf(listed.path);
    if (!first.has(route)) first.set(route, listed);
  }
  return [...first.values()];
}

/** `ATLAS 5.6.0 AML.T0020` from a key: an id never stands without its edition. */
export function printedKey(key: string): string {
  const match = key.match(/^([^@]+)@([^/]+)\/(.+)$/);
  return match ? `${match[1]} ${match[2]} ${match[3]}` : key;
}

/** Keys with each scheme and edition said once: `OWASP-LLM 2025 LLM04 · OWASP-LLM 2026 LLM05, LLM03`. */
export function groupedKeys(keys: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const key of keys) {
    const edition = key.slice(0, key.indexOf('/')).replace('@', ' ');
    groups.set(edition, [...(groups.get(edition) ?? []), bareId(key)]);
  }
  return [...groups].map(([edition, ids]) => `${edition} ${ids.join(', ')}`).join(' · ');
}

/** The id alone, for figures whose table has the editions. */
export const bareId = (key: string): string => key.slice(key.indexOf('/') + 1);

/** The first twelve characters of a hash, enough to tell two apart by eye. */
export const shortHash = (hash: string): string => hash.slice(0, 12);
