/** Findings and what was decided about them; controls and the evidence an auditor can ask to see. */
import type { Treatment } from '@/graph/model/treatment';
import type { Block, Runs } from '../document';
import { code, column, cross, joined, paragraph, row, said, text } from '../inline';
import { type Context, type Draft, shortHash } from './context';
import { anchorOfControl } from './paths';

const MOST_FINDINGS = 1000;
const MOST_OFFERED = 20;

export function findings(context: Context): Draft {
  const { t, assessment, snapshot } = context;
  const treatments = new Map<string, Treatment>(
    snapshot.treatments.map((treatment) => [treatment.id, treatment]),
  );
  const listed = assessment.findings.slice(0, MOST_FINDINGS);
  const blocks: Block[] = [paragraph(t('findings.intro'))];
  if (listed.length === 0) blocks.push(said('empty', t('findings.none')));
  else
    blocks.push({
      kind: 'table',
      anchor: 'table-findings',
      caption: t('findings.register', { shown: listed.length, all: assessment.findings.length }),
      columns: [
        column(t('col.finding'), 3.2),
        column(t('col.asset'), 2.2),
        column(t('col.verdict'), 1.3),
        column(t('col.why'), 4),
        column(t('col.treatment'), 1.7),
      ],
      rows: listed.map((finding) =>
        row(
          [
            text(context.technique(finding.technique)?.title ?? finding.technique),
            text(' '),
            code(finding.technique),
          ],
          context.name(finding.asset),
          t(`verdictOf.${finding.verdict}`),
          finding.because.map(context.say).join(' ') || '–',
          treatmentWords(context, treatments.get(finding.id)),
        ),
      ),
    });
  return {
    id: 'findings',
    title: t('findings.heading'),
    opensPage: true,
    blocks,
    sections: [treated(context), pathRegister(context)],
  };
}

function treatmentWords({ t }: Context, treatment: Treatment | undefined): string {
  return treatment ? t(`treatment.${treatment.decision}`) : t('treatment.open');
}

/** Decisions in force, the accepted ones with the day they end: accepted is still exposed. */
function treated({ t, snapshot, technique, name }: Context): Draft {
  const blocks: Block[] = [];
  if (snapshot.treatments.length === 0) blocks.push(said('empty', t('findings.noTreatments')));
  else
    blocks.push({
      kind: 'table',
      anchor: 'table-treatments',
      caption: t('findings.treatments'),
      columns: [
        column(t('col.finding'), 3),
        column(t('col.treatment'), 1.4),
        column(t('col.reason'), 3.4),
        column(t('col.owner'), 1.6),
        column(t('col.due'), 1.3),
        column(t('col.expires'), 1.3),
        column(t('col.decidedBy'), 1.8),
      ],
      rows: snapshot.treatments.map(({ id, decision, reason, owner, due, expires, decidedBy, decidedOn }) => {
        const at = id.indexOf('@');
        const finding = `${technique(id.slice(0, at))?.title ?? id.slice(0, at)}: ${name(id.slice(at + 1))}`;
        return row(
          finding,
          t(`treatment.${decision}`),
          reason,
          owner ?? '–',
          due ?? '–',
          expires ?? '–',
          decidedOn ? `${decidedBy}, ${decidedOn}` : decidedBy,
        );
      }),
    });
  return { id: 'treatments', title: t('findings.treatmentsHeading'), blocks };
}

function pathRegister({ t, paths, name, number, attackShort, told }: Context): Draft {
  const withSection = new Set(told.map(({ number: n }) => n));
  const blocks: Block[] =
    paths.length === 0
      ? [said('empty', t('paths.none'))]
      : [
          {
            kind: 'table',
            anchor: 'table-paths',
            caption: t('paths.register', { all: paths.length }),
            columns: [
              column('#', 0.6),
              column(t('col.entry'), 2.6),
              column(t('col.target'), 2.6),
              column(t('col.class'), 1.7),
              column(t('col.steps'), 0.9, 'number'),
              column(t('col.inherent'), 1.1, 'number'),
              column(t('col.current'), 1.1, 'number'),
              column(t('col.planned'), 1.1, 'number'),
            ],
            rows: paths.map(({ path, target, number: n, anchor }) =>
              row(
                withSection.has(n) ? [cross(String(n), anchor)] : String(n),
                name(path.entry),
                name(target.asset),
                attackShort(path.attack),
                String(path.steps.length),
                number(path.inherent),
                number(path.likelihood),
                number(path.planned),
              ),
            ),
          },
        ];
  return { id: 'path-register', title: t('paths.registerHeading'), blocks };
}

export function controls(context: Context): Draft {
  const { t, snapshot } = context;
  return {
    id: 'controls',
    title: t('controls.heading'),
    blocks: [
      paragraph(t('controls.intro')),
      snapshot.controls.length === 0 ? said('empty', t('controls.none')) : appliedTable(context),
    ],
    sections: [evidence(context), offered(context)],
  };
}

function appliedTable(context: Context): Block {
  const { t, snapshot, reference, name, influence, controlsById } = context;
  const subjectOf = (id: string): string => {
    const joint = influence(id);
    return joint ? `${name(joint.from)} → ${name(joint.to)}` : name(id);
  };
  return {
    kind: 'table',
    anchor: 'table-controls',
    caption: t('controls.applied'),
    columns: [
      column(t('col.control'), 3),
      column(t('col.subject'), 3),
      column(t('col.status'), 1.5),
      column(t('col.owner'), 1.8),
      column(t('col.evidence'), 1.6),
    ],
    rows: snapshot.controls.map((control) => ({
      anchor: anchorOfControl(control.id),
      ...row(
        [code(control.control), text(` ${reference(control.control)?.name ?? ''}`)],
        subjectOf(control.subject),
        t(`controlStatus.${control.status}`),
        control.owner ?? '–',
        control.evidence.length === 0
          ? t('controls.noEvidence')
          : controlsById.get(control.id)?.evidence === 'expired'
            ? t('controls.expired')
            : t('controls.evidenceCount', { n: control.evidence.length }),
      ),
    })),
  };
}

function evidence({ t, snapshot }: Context): Draft {
  const rows = snapshot.controls.flatMap((control) =>
    control.evidence.map((item) =>
      row(
        [code(control.control)],
        item.title,
        item.collected ?? '–',
        item.expires ?? '–',
        item.by ?? '–',
        item.sha256 ? [code(shortHash(item.sha256))] : '–',
      ),
    ),
  );
  return {
    id: 'evidence',
    title: t('controls.evidenceHeading'),
    blocks: [
      rows.length === 0
        ? said('empty', t('controls.noEvidenceAtAll'))
        : {
            kind: 'table',
            anchor: 'table-evidence',
            caption: t('controls.evidence'),
            columns: [
              column(t('col.control'), 1.1, 'code'),
              column(t('col.title'), 3.4),
              column(t('col.collected'), 1.4),
              column(t('col.expires'), 1.4),
              column(t('col.by'), 1.8),
              column('SHA-256', 1.7, 'code'),
            ],
            rows,
          },
    ],
  };
}

/** Reference controls that answer the most findings and stand nowhere yet, with what an auditor would ask for. */
function offered({ t, catalogue, assessment, snapshot }: Context): Draft {
  const applied = new Set<string>(snapshot.controls.map(({ control }) => control));
  const answers = (techniques: readonly string[]): number =>
    assessment.findings.filter(({ technique }) => techniques.includes(technique)).length;
  const candidates = catalogue.controls
    .filter((control) => !applied.has(control.id))
    .map((control) => ({ control, count: answers(control.techniques) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.control.id < b.control.id ? -1 : 1))
    .slice(0, MOST_OFFERED);
  return {
    id: 'offered',
    title: t('controls.offeredHeading'),
    blocks: [
      candidates.length === 0
        ? said('empty', t('controls.noneOffered'))
        : {
            kind: 'table',
            anchor: 'table-offered',
            caption: t('controls.offered'),
            columns: [
              column(t('col.control'), 3),
              column(t('col.findingsAnswered'), 1.2, 'number'),
              column(t('col.cost'), 1.1),
              column(t('col.auditEvidence'), 4.4),
            ],
            rows: candidates.map(({ control, count }) =>
              row(
                [code(control.id), text(` ${control.name}`)],
                String(count),
                t(`cost.${control.cost}`),
                auditList(control.auditEvidence),
              ),
            ),
          },
    ],
  };
}

const auditList = (items: readonly string[]): Runs =>
  joined(
    items.map((item) => [text(item)]),
    '; ',
  );
