/** Techniques: what we look for, in which edition, and where it was found in a workspace. */
import type { ReferenceControl, TaxonomyEntry, Technique } from '@/graph/model/catalogue';
import { GraphError } from '@/graph/model/errors';
import type { Locale } from '@/lib/messages/messages';
import { phrase } from '@/lib/messages/phrase';
import type { Caller } from './access';
import { type AssessedView, type Named, named, renaming, viewAssessed } from './assessed';

export type TechniqueRow = {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly role: Technique['role'];
  readonly stage: string;
  readonly classes: Technique['classes'];
  readonly references: readonly string[];
  readonly applies: number;
  readonly unknown: number;
};

export type TechniqueList = { readonly catalogue: string; readonly rows: readonly TechniqueRow[] };

function row({ assessment }: AssessedView, technique: Technique): TechniqueRow {
  const found = assessment.findings.filter((finding) => finding.technique === technique.id);
  const { id, key, title, role, stage, classes, references } = technique;
  const applies = found.filter(({ verdict }) => verdict === 'applies').length;
  return { id, key, title, role, stage, classes, references, applies, unknown: found.length - applies };
}

/** Techniques with the most findings first. Throws `not-found` for a workspace one may not read. */
export async function listTechniques(caller: Caller, workspace: string): Promise<TechniqueList> {
  const assessed = await viewAssessed(caller, workspace);
  const rows = assessed.catalogue.techniques.map((technique) => row(assessed, technique));
  return {
    catalogue: assessed.catalogue.version,
    rows: rows.toSorted((a, b) => b.applies - a.applies || b.unknown - a.unknown || (a.id < b.id ? -1 : 1)),
  };
}

export type Reference = {
  readonly key: string;
  readonly scheme: string;
  readonly edition: string;
  readonly id: string;
  readonly name: string | null;
  readonly url: string | null;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly supersededBy: string | null;
};

export type TechniquePage = TechniqueRow & {
  readonly catalogue: string;
  readonly summary: string;
  readonly why: string;
  readonly preconditions: readonly string[];
  readonly falsePositives: readonly string[];
  readonly check: readonly string[];
  readonly editions: readonly Reference[];
  readonly controls: readonly Pick<
    ReferenceControl,
    'id' | 'name' | 'summary' | 'function' | 'effectiveness' | 'basis'
  >[];
  readonly findings: readonly {
    readonly id: string;
    readonly asset: Named;
    readonly verdict: 'applies' | 'unknown';
    readonly because: readonly string[];
  }[];
};

function reference({ catalogue }: AssessedView, key: string): Reference {
  const [head = '', id = ''] = [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)];
  const [scheme = '', edition = ''] = head.split('@');
  const taxonomy = catalogue.taxonomies.find((known) => known.scheme === scheme && known.edition === edition);
  const entry: TaxonomyEntry | undefined = taxonomy?.entries.find((known) => known.key === key);
  return {
    key,
    scheme,
    edition,
    id,
    name: entry?.name ?? null,
    url: webAddress(entry?.url ?? taxonomy?.url),
    title: taxonomy?.title ?? null,
    publisher: taxonomy?.publisher ?? null,
    supersededBy: entry?.supersededBy ?? null,
  };
}

/** Only web addresses become links, whatever a taxonomy file says. */
const webAddress = (url: string | undefined): string | null =>
  url !== undefined && /^https?:\/\//.test(url) ? url : null;

/** Throws `not-found` for a workspace one may not read, or a technique the catalogue does not have. */
export async function viewTechnique(
  caller: Caller,
  workspace: string,
  id: string,
  locale: Locale,
): Promise<TechniquePage> {
  const assessed = await viewAssessed(caller, workspace);
  const { catalogue, assessment } = assessed;
  const technique = catalogue.techniques.find((known) => known.id === id);
  if (!technique)
    throw new GraphError('not-found', `The catalogue ${catalogue.version} has no technique ${id}.`);
  return {
    ...row(assessed, technique),
    catalogue: catalogue.version,
    summary: technique.summary,
    why: technique.why,
    preconditions: technique.preconditions,
    falsePositives: technique.falsePositives,
    check: technique.check,
    editions: [technique.key, ...technique.references]
      .filter((key, index, all) => all.indexOf(key) === index)
      .map((key) => reference(assessed, key)),
    controls: catalogue.controls
      .filter(({ techniques }) => techniques.includes(technique.id))
      .map(({ id: control, name, summary, function: does, effectiveness, basis }) => ({
        id: control,
        name,
        summary,
        function: does,
        effectiveness,
        basis,
      })),
    findings: assessment.findings
      .filter((finding) => finding.technique === technique.id)
      .map((finding) => ({
        id: finding.id,
        asset: named(assessed, finding.asset),
        verdict: finding.verdict,
        because: finding.because.map((reason) => phrase(reason, locale, renaming(assessed))),
      })),
  };
}
