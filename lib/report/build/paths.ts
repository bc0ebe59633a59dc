/** One section per exposure path: what it says, the chart, and the table that holds every number of the chart. */
import type { Block, Runs } from '../document';
import { code, column, cross, joined, paragraph, quiet, row, said, text } from '../inline';
import { type Context, type Draft, groupedKeys, type ListedPath, printedKey } from './context';
import { drawListedPath } from './path-chart';
import { statementOf } from './statement';

export function pathSections(context: Context): Draft {
  const { t, told, paths } = context;
  const blocks: Block[] =
    told.length === 0
      ? [said('empty', t('paths.none'))]
      : [paragraph(t('paths.intro', { shown: told.length, all: paths.length })), said('note', t('notation'))];
  return {
    id: 'paths',
    title: t('paths.heading'),
    opensPage: true,
    blocks,
    sections: told.map((listed) => pathSection(context, listed)),
  };
}

function pathSection(context: Context, listed: ListedPath): Draft {
  const { t, name, number, attackShort } = context;
  const { path, target } = listed;
  return {
    id: listed.anchor,
    title: t('path.title', { number: listed.number, entry: name(path.entry), target: name(target.asset) }),
    opensPage: listed.number > 1,
    blocks: [
      { kind: 'paragraph', role: 'verdict', runs: [text(statementOf(context, listed))] },
      {
        kind: 'facts',
        rows: [
          {
            term: t('path.threeWay'),
            runs: [
              text(
                t('path.threeWayValues', {
                  inherent: number(path.inherent),
                  current: number(path.likelihood),
                  planned: number(path.planned),
                }),
              ),
            ],
          },
          {
            term: t('path.targetExposure'),
            runs: [
              text(
                t('path.targetExposureValue', {
                  value: context.likelihood(target.exposure.current),
                  attack: attackShort(target.worstClass),
                  impact: number(target.impact),
                  basis: t(`impactBasis.${target.impactBasis}`),
                }),
              ),
            ],
          },
          { term: t('path.alike'), runs: [text(alikeWords(context, listed))] },
        ],
      },
      {
        kind: 'figure',
        anchor: `figure-${listed.anchor}`,
        caption: t('path.caption', { entry: name(path.entry), target: name(target.asset) }),
        drawing: drawListedPath(context, listed),
      },
      stepTable(context, listed),
      techniqueTable(context, listed),
    ],
  };
}

/** The same route by other classes of attack, each with its number in the register. */
function alikeWords({ t, attackShort, number }: Context, { alike }: ListedPath): string {
  if (alike.length === 0) return t('path.noneAlike');
  return alike
    .map(({ path, number: at }) =>
      t('path.alikeOne', {
        attack: attackShort(path.attack),
        likelihood: number(path.likelihood),
        number: at,
      }),
    )
    .join(' · ');
}

function stepTable(context: Context, { path, anchor, number: listed }: ListedPath): Block {
  const { t, name, number, influence, say } = context;
  return {
    kind: 'table',
    anchor: `steps-${anchor}`,
    caption: t('path.steps', { number: listed }),
    columns: [
      column('#', 0.45),
      column(t('col.step'), 2.1),
      column(t('col.why'), 3.1),
      column(t('col.controls'), 2.1),
      column(t('col.inherent'), 1, 'number'),
      column(t('col.current'), 1, 'number'),
      column(t('col.planned'), 1, 'number'),
    ],
    rows: path.steps.map((step, index) => {
      const kind = step.influence === null ? undefined : influence(step.influence)?.kind;
      const controls = joined(
        step.controls.map((id) => controlRuns(context, id)),
        '; ',
      );
      return row(
        String(index + 1),
        [quiet(`${kind === undefined ? t('path.entry') : t(`influence.${kind}`)} `), text(name(step.to))],
        step.because.map(say).join(' ') || '–',
        controls.length === 0 ? t('path.noControl') : controls,
        number(step.inherent),
        number(step.likelihood),
        number(step.planned),
      );
    }),
  };
}

function techniqueTable(context: Context, { path, anchor, number: listed }: ListedPath): Block {
  const { t, editions, catalogue } = context;
  return {
    kind: 'table',
    anchor: `techniques-${anchor}`,
    caption: t('path.techniques', { number: listed }),
    columns: [column('#', 0.45), column(t('col.technique'), 3.4), column(t('col.ids'), 6.9)],
    rows: path.steps.map((step, index) => {
      const [best] = step.techniques;
      if (best === undefined) return row(String(index + 1), t('path.noTechnique'), '–');
      const title = catalogue.techniques.find(({ key }) => key === best)?.title ?? printedKey(best);
      return row(String(index + 1), title, groupedKeys(editions(best)));
    }),
  };
}

/** A control by name and state, leading to its row where it was recorded rather than implied by a fact. */
function controlRuns({ t, applied, controlsById, reference, number }: Context, id: string): Runs {
  const control = controlsById.get(id);
  if (!control) return [code(id)];
  const named = `${control.control} ${reference(control.control)?.name ?? ''}`.trim();
  const state = t('path.controlState', {
    status: t(`controlStatus.${control.status}`),
    evidence: t(`controlEvidence.${control.evidence}`),
    current: number(control.current),
  });
  return [applied(id) ? cross(named, anchorOfControl(id)) : text(named), text(` (${state})`)];
}

/** A safe anchor for an applied control's row: ids may hold characters that links may not. */
export const anchorOfControl = (id: string): string =>
  `control-${[...id].map((char) => (/[A-Za-z0-9]/.test(char) ? char : `_${(char.codePointAt(0) ?? 0).toString(16)}`)).join('')}`;
