/** What a reader meets first: cover, document control, the summary on one page, scope and assumptions. */
import type { Block, Cover, Runs } from '../document';
import { bullets, code, column, cross, paragraph, plain, row, said, text } from '../inline';
import { riskMatrix } from './charts';
import { type Context, type Draft, shortHash } from './context';
import { statementOf } from './statement';

const UNKNOWN = '–';

/** The answer in one sentence: how many targets, and what the worst of them is exposed to. */
export function verdict({ assessment, t, name, likelihood, attack }: Context): string {
  const [worst] = assessment.targets;
  if (!worst) return t('verdict.noTargets');
  const exposed = assessment.targets.filter((target) => target.exposure.current.high > 0).length;
  if (exposed === 0) return t('verdict.noneReached', { targets: assessment.targets.length });
  return t('verdict.exposed', {
    exposed,
    targets: assessment.targets.length,
    worst: name(worst.asset),
    likelihood: likelihood(worst.exposure.current),
    attack: attack(worst.worstClass),
  });
}

export function coverOf(context: Context): Cover {
  const { t, options, assessment } = context;
  const term = (key: string, value: string | undefined) => ({
    term: t(`cover.${key}`),
    text: value ?? t('unstated'),
  });
  return {
    kind: t(`cover.kinds.${options.kind ?? 'audit'}`),
    title: options.title ?? t('cover.title'),
    organisation: options.organisation ?? '',
    classification: options.classification ?? t('cover.unclassified'),
    status: t(`status.${options.status}`),
    verdict: verdict(context),
    facts: [
      term('status', t(`status.${options.status}`)),
      term('classification', options.classification),
      term('version', options.version),
      term('date', options.date),
      term('author', options.author),
      { term: t('cover.state'), text: assessment.snapshot.hash },
      {
        term: t('cover.knowledge'),
        text: `${assessment.catalogue.version} · ${shortHash(assessment.catalogue.hash)}`,
      },
    ],
  };
}

export function documentControl({ t, options, assessment }: Context): Draft {
  const role = (key: string, name: string | undefined) =>
    row(t(`control.${key}`), name ?? UNKNOWN, name === undefined ? t('control.open') : t('control.named'), [
      code(shortHash(assessment.snapshot.hash)),
    ]);
  const facts: readonly { term: string; runs: Runs }[] = [
    { term: t('cover.version'), runs: plain(options.version ?? t('unstated')) },
    { term: t('cover.status'), runs: plain(t(`status.${options.status}`)) },
    { term: t('cover.date'), runs: plain(options.date ?? t('unstated')) },
    { term: t('control.validUntil'), runs: plain(options.validUntil ?? t('unstated')) },
    { term: t('cover.state'), runs: [code(assessment.snapshot.hash)] },
    {
      term: t('control.journal'),
      runs: options.journal
        ? [text(`${options.journal.number} · `), code(options.journal.hash)]
        : plain(t('control.noJournal')),
    },
  ];
  return {
    id: 'control',
    title: t('control.heading'),
    opensPage: true,
    blocks: [
      paragraph(t('control.intro')),
      { kind: 'facts', rows: facts },
      {
        kind: 'table',
        anchor: 'table-approvals',
        caption: t('control.approvals'),
        columns: [
          column(t('control.role'), 2),
          column(t('control.name'), 3),
          column(t('control.decision'), 3),
          column(t('control.stateHash'), 2),
        ],
        rows: [
          role('author', options.author),
          role('reviewer', options.reviewer),
          role('approver', options.approver),
        ],
      },
      said('empty', t('control.distribution')),
    ],
  };
}

export function summary(context: Context): Draft {
  const { t, assessment, likelihood, percent, number, count, told, paths } = context;
  const blocks: Block[] = [said('verdict', verdict(context))];
  const [worst] = assessment.targets;
  if (worst) {
    blocks.push({
      kind: 'soundings',
      items: [
        {
          value: likelihood(worst.exposure.inherent),
          label: t('state.inherent'),
          note: t('summary.inherentNote'),
        },
        {
          value: likelihood(worst.exposure.current),
          label: t('state.current'),
          note: t('summary.currentNote'),
        },
        {
          value: likelihood(worst.exposure.planned),
          label: t('state.planned'),
          note: t('summary.plannedNote'),
        },
        {
          value: percent(share(assessment.coverage.lineage.known, lineageTotal(assessment.coverage.lineage))),
          label: t('summary.coverage'),
          note: t('summary.coverageNote'),
        },
      ],
    });
    blocks.push(said('note', t('notation')));
  }
  blocks.push(paragraph(t('summary.pathsIntro', { shown: Math.min(5, told.length), all: paths.length })));
  if (told.length > 0)
    blocks.push({
      kind: 'list',
      ordered: true,
      items: told
        .slice(0, 5)
        .map((listed) => [
          text(`${statementOf(context, listed)} `),
          cross(t('summary.seePath', { number: listed.number }), listed.anchor),
        ]),
    });
  else blocks.push(said('empty', t('summary.noPaths')));
  blocks.push(paragraph(t('summary.asks')));
  blocks.push(bullets(decisionsAsked(context)));
  blocks.push(
    paragraph(
      t('summary.three', {
        findings: count(assessment.findings.length),
        own: number(assessment.confidence.ownNumbers.count),
        of: number(assessment.confidence.ownNumbers.of),
      }),
    ),
  );
  return { id: 'summary', title: t('summary.heading'), opensPage: true, blocks };
}

export const lineageTotal = (lineage: Readonly<Record<string, number>>): number =>
  Object.values(lineage).reduce((sum, value) => sum + value, 0);

export const share = (part: number, of: number): number => (of === 0 ? 0 : part / of);

function decisionsAsked({ t, assessment, snapshot, count }: Context): readonly string[] {
  const treated = new Set<string>(snapshot.treatments.map(({ id }) => id));
  const open = assessment.findings.filter(({ id }) => !treated.has(id)).length;
  const unknown = assessment.coverage.lineage.unknown;
  const planned = snapshot.controls.filter(({ status }) => status === 'planned').length;
  return [
    t('summary.askTreat', { count: count(open), n: open }),
    t('summary.askLineage', { count: count(unknown), n: unknown }),
    t('summary.askPlanned', { count: count(planned), n: planned }),
  ];
}

export function scope(context: Context): Draft {
  const { t, assessment, snapshot, options, name, say, number } = context;
  const targets = assessment.targets.slice(0, 40);
  return {
    id: 'scope',
    title: t('scope.heading'),
    blocks: [
      paragraph(
        t('scope.intro', {
          assets: assessment.snapshot.assets,
          influences: assessment.snapshot.influences,
          inputs: snapshot.inputs.length,
        }),
      ),
      paragraph(t('scope.question')),
      paragraph(
        assessment.settings.asOf ? t('scope.asOf', { date: assessment.settings.asOf }) : t('scope.noAsOf'),
      ),
      targets.length === 0
        ? said('empty', t('scope.noTargets'))
        : {
            kind: 'table',
            anchor: 'table-targets',
            caption: t('scope.targets', { shown: targets.length, all: assessment.targets.length }),
            columns: [
              column(t('col.target'), 4),
              column(t('col.impact'), 1.3, 'number'),
              column(t('col.impactBasis'), 2),
              column(t('col.lineage'), 2),
            ],
            rows: targets.map((target) =>
              row(
                name(target.asset),
                number(target.impact),
                t(`impactBasis.${target.impactBasis}`),
                t(`lineage.${target.lineage}`),
              ),
            ),
          },
      ...(targets.length === 0 ? [] : [riskMatrix(context)]),
      paragraph(t('scope.assumptions')),
      assessment.assumptions.length > 0
        ? bullets(assessment.assumptions.map(say))
        : said('empty', t('scope.noAssumptions')),
      paragraph(options.organisation ? t('scope.criteria') : t('scope.criteriaUnstated')),
    ],
  };
}
