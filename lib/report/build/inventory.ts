/** What was assessed: counts by kind, and what is not known about it, shown before anything is concluded. */

import type { Asset } from '@/graph/model/asset';
import { ASSET_KINDS } from '@/graph/model/asset-kinds';
import { byText } from '@/graph/model/ids';
import type { Block } from '../document';
import { code, column, paragraph, row, said } from '../inline';
import { flowMap } from './charts';
import { type Context, type Draft, shortHash } from './context';
import { lineageTotal, share } from './opening';

const MOST_ROWS = 60;

export function inventory(context: Context): Draft {
  const map = flowMap(context);
  const { t, snapshot, count } = context;
  const kinds = ASSET_KINDS.map((kind) => ({
    kind,
    assets: snapshot.assets.filter((asset) => asset.kind === kind),
  })).filter(({ assets }) => assets.length > 0);
  const blocks: Block[] = [
    paragraph(t('inventory.intro')),
    kinds.length === 0
      ? said('empty', t('inventory.nothing'))
      : {
          kind: 'table',
          anchor: 'table-kinds',
          caption: t('inventory.byKind'),
          columns: [
            column(t('col.kind'), 3),
            column(t('col.assets'), 1.2, 'number'),
            column(t('col.crown'), 1.2, 'number'),
            column(t('col.withOwner'), 1.2, 'number'),
            column(t('col.withDigest'), 1.4, 'number'),
          ],
          rows: kinds.map(({ kind, assets }) =>
            row(
              t(`kind.${kind}`),
              count(assets.length),
              count(assets.filter((a) => a.crown).length),
              count(assets.filter((a) => a.owner).length),
              count(assets.filter((a) => (a.digests ?? []).length > 0).length),
            ),
          ),
        },
  ];
  return {
    id: 'inventory',
    title: t('inventory.heading'),
    opensPage: true,
    blocks,
    sections: [
      {
        id: 'flow',
        title: context.t('chart.flowHeading'),
        blocks: [map ?? said('empty', context.t('paths.none'))],
      },
      inputs(context),
      blindSpots(context),
    ],
  };
}

function inputs({ t, snapshot, count }: Context): Draft {
  return {
    id: 'inputs',
    title: t('inventory.inputsHeading'),
    blocks: [
      snapshot.inputs.length === 0
        ? said('empty', t('inventory.noInputs'))
        : {
            kind: 'table',
            anchor: 'table-inputs',
            caption: t('inventory.inputs'),
            columns: [
              column(t('col.file'), 3.4),
              column(t('col.format'), 1.8),
              column(t('col.assets'), 1, 'number'),
              column(t('col.influences'), 1.2, 'number'),
              column(t('col.warnings'), 1.1, 'number'),
              column('SHA-256', 1.6, 'code'),
            ],
            rows: snapshot.inputs.map((input) =>
              row(
                input.id,
                input.format,
                count(input.assets),
                count(input.influences),
                count(input.warnings.length),
                [code(shortHash(input.sha256))],
              ),
            ),
          },
    ],
  };
}

/** Assets nobody can vouch for: unknown lineage, no owner, no evidence, sources that disagree. */
function blindSpots(context: Context): Draft {
  const { t, assessment, count, snapshot } = context;
  const { lineage } = assessment.coverage;
  const disputed = snapshot.assets.filter(isDisputed);
  const params = {
    unknown: count(lineage.unknown),
    partly: count(lineage.partly),
    total: count(lineageTotal(lineage)),
  };
  const names = disputed.slice(0, 12).map(({ name }) => name);
  return {
    id: 'blind-spots',
    title: t('blind.heading'),
    blocks: [
      paragraph(t('blind.intro', params)),
      coverageTable(context),
      darkTable(context),
      disputed.length === 0
        ? said('empty', t('blind.noConflicts'))
        : paragraph(t('blind.conflicts', { n: disputed.length, names: names.join(', ') })),
    ],
  };
}

const COMPARED = ['name', 'version', 'owner', 'supplier', 'licence', 'impact'] as const;

/** Two sources state the same field differently. */
function isDisputed({ evidence }: Asset): boolean {
  return COMPARED.some((field) => {
    const stated = evidence.flatMap(({ says }) => (says[field] === undefined ? [] : [says[field]]));
    return new Set(stated).size > 1;
  });
}

function coverageTable({ t, assessment, percent, count }: Context): Block {
  const { lineage, withOwner, withEvidence, assets, controlledPaths } = assessment.coverage;
  const total = lineageTotal(lineage);
  const counted = (key: string, part: number, of: number) =>
    row(t(`blind.${key}`), count(part), count(of), percent(share(part, of)));
  return {
    kind: 'table',
    anchor: 'table-coverage',
    caption: t('blind.coverage'),
    columns: [
      column(t('col.what'), 5),
      column(t('col.count'), 1.2, 'number'),
      column(t('col.of'), 1.2, 'number'),
      column(t('col.share'), 1.2, 'number'),
    ],
    rows: [
      counted('lineageKnown', lineage.known, total),
      counted('lineagePartly', lineage.partly, total),
      counted('lineageUnknown', lineage.unknown, total),
      counted('owner', withOwner, assets),
      counted('evidence', withEvidence, assets),
      counted('controlled', controlledPaths.count, controlledPaths.of),
    ],
  };
}

function darkTable({ t, assessment, name, asset }: Context): Block {
  const dark = Object.entries(assessment.lineage)
    .filter(([, state]) => state !== 'known')
    .sort(([a], [b]) => byText(a, b));
  if (dark.length === 0) return said('empty', t('blind.noneDark'));
  return {
    kind: 'table',
    anchor: 'table-dark',
    caption: t('blind.dark', { shown: Math.min(MOST_ROWS, dark.length), all: dark.length }),
    columns: [
      column(t('col.asset'), 3),
      column(t('col.kind'), 1.5),
      column(t('col.lineage'), 1.5),
      column(t('col.id'), 3, 'code'),
    ],
    rows: dark
      .slice(0, MOST_ROWS)
      .map(([id, state]) =>
        row(name(id), t(`kind.${asset(id)?.kind ?? 'dataset'}`), t(`lineage.${state}`), [code(id)]),
      ),
  };
}
