/** One section per exposure path: what it says, the chart, and the table that holds every number of the chart. */
import type { Block, Runs } from '../document';
import { code, column, cross, joined, paragraph, row, said, text } from '../inline';
import { type Context, type Draft, type ListedPath, printedKey } from './context';
import { statementOf } from './opening';
import { drawListedPath } from './path-chart';

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
  const { t, name, number, attack } = context;
  const { path, target } = listed;
  return {
    id: listed.anchor,
    title: t('path.title', { entry: name(path.entry), target: name(target.asset) }),
    opensPage: listed.number > 1,
    blocks: [
      { kind: 'paragraph', role: 'verdict', runs: [text(statementOf(context, listed))] },
      {
        kind: 'facts',
        rows: [
          { term: t('path.class'), runs: [text(attack(path.attack))] },
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
            term: t('path.impact'),
            runs: [
              text(
                t('path.impactValue', {
                  impact: number(target.impact),
                  basis: t(`impactBasis.${target.impactBasis}`),
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
                  attack: attack(target.worstClass),
                }),
              ),
            ],
          },
          { term: t('col.id'), runs: [code(path.id)] },
        ],
      },
      {
        kind: 'figure',
        anchor: `figure-${listed.anchor}`,
        caption: t('path.caption', { entry: name(path.entry), target: name(target.asset) }),
        drawing: drawListedPath(context, listed),
      },
      stepTable(context, listed),
      whyTable(context, listed),
    ],
  };
}

function stepTable(context: Context, { path, anchor, number: listed }: ListedPath): Block {
  const { t, name, number, influence } = context;
  return {
    kind: 'table',
    anchor: `steps-${anchor}`,
    caption: t('path.steps', { number: listed }),
    columns: [
      column('#', 0.5),
      column(t('col.asset'), 2.3),
      column(t('col.manner'), 1.5),
      column(t('col.techniques'), 2.5),
      column(t('col.inherent'), 1.05, 'number'),
      column(t('col.current'), 1.05, 'number'),
      column(t('col.planned'), 1.05, 'number'),
    ],
    rows: path.steps.map((step, index) => {
      const kind = step.influence === null ? undefined : influence(step.influence)?.kind;
      const techniques: Runs = joined(
        step.techniques.map((key) => [text(printedKey(key))]),
        '; ',
      );
      return row(
        String(index + 1),
        name(step.to),
        kind === undefined ? t('path.entry') : t(`influence.${kind}`),
        techniques.length === 0 ? '–' : techniques,
        number(step.inherent),
        number(step.likelihood),
        number(step.planned),
      );
    }),
  };
}

function whyTable(context: Context, { path, anchor, number: listed }: ListedPath): Block {
  const { t, say, applied, reference } = context;
  return {
    kind: 'table',
    anchor: `why-${anchor}`,
    caption: t('path.why', { number: listed }),
    columns: [column('#', 0.5), column(t('col.why'), 5), column(t('col.controls'), 3.6)],
    rows: path.steps.map((step, index) => {
      const controls: Runs = joined(
        step.controls.map((id) => {
          const control = applied(id);
          const named = control ? `${control.control} ${reference(control.control)?.name ?? ''}`.trim() : id;
          const status = control ? ` (${t(`controlStatus.${control.status}`)})` : '';
          return control ? [cross(named, anchorOfControl(id)), text(status)] : [text(named)];
        }),
        '; ',
      );
      return row(
        String(index + 1),
        step.because.map(say).join(' ') || '–',
        controls.length === 0 ? t('path.noControl') : controls,
      );
    }),
  };
}

/** A safe anchor for an applied control's row: ids may hold characters that links may not. */
export const anchorOfControl = (id: string): string =>
  `control-${[...id].map((char) => (/[A-Za-z0-9]/.test(char) ? char : `_${(char.codePointAt(0) ?? 0).toString(16)}`)).join('')}`;
