/** One exposure path: its chart, the table that says the same, and why each step is there. */
import type { ExposurePath, NumberSource, PathStep } from '@/graph/exposure/assessment';
import type { AttackClass } from '@/graph/model/attack-classes';
import { GraphError } from '@/graph/model/errors';
import type { InfluenceKind } from '@/graph/model/influence-kinds';
import type { Locale } from '@/lib/messages/messages';
import { phrase } from '@/lib/messages/phrase';
import { contextOf } from '@/lib/report/build/context';
import { chartOf, pathWords } from '@/lib/report/build/path-chart';
import { drawPath } from '@/lib/report/figure/path-figure';
import { figureToSvg } from '@/lib/report/figure/svg';
import type { Caller } from './access';
import {
  type AssessedView,
  type Named,
  type NamedTechnique,
  named,
  namedTechnique,
  pathsOf,
  renaming,
  viewAssessed,
} from './assessed';
import { exactReading, numberText, type Reading } from './reading';

export type StepControl = {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly owner: string | null;
  readonly evidence: readonly {
    readonly title: string;
    readonly collected: string | null;
    readonly expires: string | null;
  }[];
};

export type PathStepView = {
  readonly number: number;
  /** Null where the step is the way in from outside. */
  readonly from: Named | null;
  readonly to: Named;
  readonly influence: InfluenceKind | null;
  readonly technique: NamedTechnique | null;
  /** The same technique under the names of other taxonomies. */
  readonly otherKeys: readonly string[];
  readonly likelihood: Reading;
  readonly inherent: Reading;
  readonly planned: Reading;
  readonly controls: readonly StepControl[];
  readonly because: readonly string[];
  readonly source: SourceView;
  readonly evidence: readonly { readonly source: string; readonly at: string; readonly basis: string }[];
};

/** Where a step's number comes from. */
export type SourceView = {
  readonly kind: NumberSource['kind'];
  readonly id: string;
  readonly range: string | null;
  readonly basis: string | null;
  readonly derivation: string | null;
  readonly figures: readonly {
    readonly id: string;
    readonly statement: string;
    readonly source: string;
    readonly url: string | null;
  }[];
};

export type PathView = {
  readonly revision: number;
  readonly id: string;
  readonly attack: AttackClass;
  readonly target: Named;
  readonly entry: Named;
  readonly likelihood: Reading;
  readonly inherent: Reading;
  readonly planned: Reading;
  readonly steps: readonly PathStepView[];
  /** The chart for a wide page and for a narrow one; steps are links. */
  readonly figures: { readonly wide: string; readonly narrow: string };
};

/** Widths in points: letters come out near the page's own size at both. */
const WIDE = 620;
const NARROW = 214;

/** Where a step of the chart leads, and which step the reader has chosen. */
export type StepLink = { readonly to: (step: number) => string; readonly chosen: number };

/** Throws `not-found` for a workspace one may not read, or a path that is no longer among the listed ones. */
export async function viewPath(
  caller: Caller,
  workspace: string,
  id: string,
  locale: Locale,
  link: StepLink,
): Promise<PathView> {
  const assessed = await viewAssessed(caller, workspace);
  const found = pathsOf(assessed.assessment).find(({ path }) => path.id === id);
  if (!found)
    throw new GraphError(
      'not-found',
      `The path ${id} is not among those listed for ${workspace}. Open the exposure list.`,
    );
  const { path } = found;
  return {
    revision: assessed.view.revision.number,
    id: path.id,
    attack: path.attack,
    target: named(assessed, path.target),
    entry: named(assessed, path.entry),
    likelihood: exactReading(path.likelihood, locale),
    inherent: exactReading(path.inherent, locale),
    planned: exactReading(path.planned, locale),
    steps: path.steps.map((step, index) => presentStep(assessed, step, index, locale)),
    figures: drawFigures(assessed, path, locale, link),
  };
}

function presentStep(assessed: AssessedView, step: PathStep, index: number, locale: Locale): PathStepView {
  const { view } = assessed;
  const influence = step.influence === null ? undefined : view.influences.get(step.influence);
  const [technique, ...otherKeys] = step.techniques;
  return {
    number: index + 1,
    from: step.from === null ? null : named(assessed, step.from),
    to: named(assessed, step.to),
    influence: influence?.kind ?? null,
    technique: technique === undefined ? null : namedTechnique(assessed, technique),
    otherKeys,
    likelihood: exactReading(step.likelihood, locale),
    inherent: exactReading(step.inherent, locale),
    planned: exactReading(step.planned, locale),
    controls: step.controls.flatMap((control) => controlOf(assessed, control)),
    because: step.because.map((reason) => phrase(reason, locale, renaming(assessed))),
    source: sourceOf(assessed, step.source, locale),
    evidence:
      (influence ?? view.assets.get(step.to))?.evidence.map(({ source, at, basis }) => ({
        source,
        at,
        basis,
      })) ?? [],
  };
}

function controlOf({ view, catalogue }: AssessedView, id: string): readonly StepControl[] {
  const applied = view.snapshot.controls.find((control) => control.id === id);
  if (!applied) return [];
  return [
    {
      id,
      name: catalogue.controls.find((known) => known.id === applied.control)?.name ?? applied.control,
      status: applied.status,
      owner: applied.owner ?? null,
      evidence: applied.evidence.map(({ title, collected, expires }) => ({
        title,
        collected: collected ?? null,
        expires: expires ?? null,
      })),
    },
  ];
}

function sourceOf({ view, catalogue }: AssessedView, source: NumberSource, locale: Locale): SourceView {
  const nothing = { ...source, range: null, basis: null, derivation: null, figures: [] };
  const range = ({ low, likely, high }: { low: number; likely: number; high: number }) =>
    [low, likely, high].map((value) => numberText(value, locale)).join(' · ');
  if (source.kind === 'estimate') {
    const own = view.snapshot.estimates.find((estimate) => estimate.id === source.id);
    return own
      ? { ...nothing, range: range(own.value), basis: own.by ?? null, derivation: own.rationale ?? null }
      : nothing;
  }
  const prior = catalogue.priors.find((known) => known.id === source.id);
  if (!prior) return nothing;
  return {
    ...nothing,
    range: range(prior.value),
    basis: prior.basis,
    derivation: prior.derivation,
    figures: catalogue.figures
      .filter((figure) => prior.figures.includes(figure.id))
      .map(({ id, statement, source: from, url }) => ({
        id,
        statement,
        source: from,
        url: /^https?:\/\//.test(url) ? url : null,
      })),
  };
}

function drawFigures(
  assessed: AssessedView,
  path: ExposurePath,
  locale: Locale,
  link: StepLink,
): PathView['figures'] {
  const { assessment, view, catalogue } = assessed;
  const context = contextOf({
    assessment,
    snapshot: view.snapshot,
    catalogue,
    options: { locale, status: 'draft' },
  });
  const listed = context.paths.find((known) => known.path.id === path.id);
  if (!listed) throw new GraphError('not-found', `The path ${path.id} cannot be drawn: it is not listed.`);
  const chart = chartOf(context, listed);
  const draw = (width: number, id: string) =>
    withLinks(figureToSvg(drawPath(chart, pathWords(context), width), undefined, id), link);
  return { wide: draw(WIDE, 'chart-wide'), narrow: draw(NARROW, 'chart-narrow') };
}

const escapeAttribute = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Makes each stretch of the chart a link, and the chart a group rather than one picture, so they can be reached. */
function withLinks(svg: string, { to, chosen }: StepLink): string {
  return svg
    .replace('role="img"', 'role="group"')
    .replace(/<g data-part="step:(\d+)">(.*?)<\/g>/gs, (_, step: string, inner: string) => {
      const attributes = [
        `href="${escapeAttribute(to(Number(step)))}"`,
        ...(Number(step) === chosen ? ['aria-current="true"'] : []),
      ];
      return `<a ${attributes.join(' ')}><g data-part="step:${step}">${inner}</g></a>`;
    });
}
