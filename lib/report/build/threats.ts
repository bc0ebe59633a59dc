/** Which techniques were looked for, in every edition we know them by, and where each was found. */
import type { Taxonomy, Technique } from '@/graph/model/catalogue';
import type { Block, Row } from '../document';
import { bullets, code, column, paragraph, row, said } from '../inline';
import { coverageMatrix } from './charts';
import { type Context, type Draft, printedKey } from './context';

type Tally = { readonly applies: number; readonly unknown: number };

function tallies({ assessment }: Context): ReadonlyMap<string, Tally> {
  const found = new Map<string, Tally>();
  for (const { technique, verdict } of assessment.findings) {
    const { applies, unknown } = found.get(technique) ?? { applies: 0, unknown: 0 };
    found.set(
      technique,
      verdict === 'applies' ? { applies: applies + 1, unknown } : { applies, unknown: unknown + 1 },
    );
  }
  return found;
}

const NONE: Tally = { applies: 0, unknown: 0 };

export function threats(context: Context): Draft {
  const { t, catalogue } = context;
  const found = tallies(context);
  const blocks: Block[] = [paragraph(t('threats.intro', { techniques: catalogue.techniques.length }))];
  if (catalogue.techniques.length === 0) blocks.push(said('empty', t('threats.none')));
  else
    blocks.push(coverageMatrix(context), {
      kind: 'table',
      anchor: 'table-techniques',
      caption: t('threats.techniques'),
      columns: [
        column(t('col.technique'), 3.4),
        column('ATLAS', 2.2),
        column(t('col.applies'), 1.1, 'number'),
        column(t('col.unknown'), 1.1, 'number'),
        column(t('col.standing'), 2.4),
      ],
      rows: catalogue.techniques.map((technique) => {
        const tally = found.get(technique.id) ?? NONE;
        return row(
          technique.title,
          printedKey(technique.key),
          String(tally.applies),
          String(tally.unknown),
          t(`standing.${standing(tally)}`),
        );
      }),
    });
  return {
    id: 'threats',
    title: t('threats.heading'),
    blocks,
    sections: frameworks(context, found),
  };
}

const standing = ({ applies, unknown }: Tally): string =>
  applies > 0 ? 'applies' : unknown > 0 ? 'unknown' : 'notFound';

/** One table per framework and edition: only the entries our techniques answer to, and what they found. */
function frameworks(context: Context, found: ReadonlyMap<string, Tally>): readonly Draft[] {
  const { t, catalogue } = context;
  const answered: Draft[] = [];
  const unanswered: string[] = [];
  for (const taxonomy of catalogue.taxonomies) {
    const rows = answeredRows(context, taxonomy, found);
    if (rows.length === 0) unanswered.push(titleOf(taxonomy));
    else answered.push(frameworkSection(context, taxonomy, rows, answered.length + 1));
  }
  if (unanswered.length === 0) return answered;
  const rest = [said('empty', t('threats.unanswered')), bullets(unanswered)];
  return [...answered, { id: 'framework-none', title: t('threats.unansweredHeading'), blocks: rest }];
}

/** Title and edition, the edition once. */
const titleOf = ({ title, edition }: Taxonomy): string =>
  title.includes(edition) ? title : `${title} ${edition}`;

function answeredRows(
  { t, catalogue }: Context,
  taxonomy: Taxonomy,
  found: ReadonlyMap<string, Tally>,
): readonly Row[] {
  return taxonomy.entries.flatMap((entry) => {
    const answering = catalogue.techniques.filter((technique) => keysOf(technique).has(entry.key));
    if (answering.length === 0) return [];
    const tally = answering.reduce((sum, { id }) => add(sum, found.get(id) ?? NONE), NONE);
    const more = entry.supersededBy
      ? ` (${t('threats.superseded', { key: printedKey(entry.supersededBy) })})`
      : '';
    const counts = [answering.length, tally.applies, tally.unknown].map(String);
    return [row([code(entry.id)], entry.name + more, ...counts, t(`standing.${standing(tally)}`))];
  });
}

function frameworkSection({ t }: Context, taxonomy: Taxonomy, rows: readonly Row[], index: number): Draft {
  const title = titleOf(taxonomy);
  return {
    id: `framework-${index}`,
    title,
    blocks: [
      paragraph(
        t('threats.framework', { shown: rows.length, all: taxonomy.entries.length, framework: title }),
      ),
      {
        kind: 'table',
        anchor: `table-framework-${index}`,
        caption: title,
        columns: [
          column(t('col.id'), 1.6, 'code'),
          column(t('col.name'), 4),
          column(t('col.rules'), 0.9, 'number'),
          column(t('col.applies'), 1, 'number'),
          column(t('col.unknown'), 1.1, 'number'),
          column(t('col.standing'), 2),
        ],
        rows,
      },
    ],
  };
}

const keysOf = (technique: Technique): ReadonlySet<string> =>
  new Set<string>([technique.key, ...technique.references]);

const add = (a: Tally, b: Tally): Tally => ({
  applies: a.applies + b.applies,
  unknown: a.unknown + b.unknown,
});
