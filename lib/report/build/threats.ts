/** Which techniques were looked for, in every edition we know them by, and where each was found. */
import type { Technique } from '@/graph/model/catalogue';
import type { Block } from '../document';
import { code, column, paragraph, row, said } from '../inline';
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
    blocks.push({
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
    opensPage: true,
    blocks,
    sections: frameworks(context, found),
  };
}

const standing = ({ applies, unknown }: Tally): string =>
  applies > 0 ? 'applies' : unknown > 0 ? 'unknown' : 'notFound';

/** One table per framework and edition: only the entries our techniques answer to, and what they found. */
function frameworks(context: Context, found: ReadonlyMap<string, Tally>): readonly Draft[] {
  const { t, catalogue } = context;
  return catalogue.taxonomies.flatMap((taxonomy, index) => {
    const rows = taxonomy.entries.flatMap((entry) => {
      const answering = catalogue.techniques.filter((technique) => keysOf(technique).has(entry.key));
      if (answering.length === 0) return [];
      const tally = answering.reduce((sum, { id }) => add(sum, found.get(id) ?? NONE), NONE);
      const more = entry.supersededBy
        ? ` (${t('threats.superseded', { key: printedKey(entry.supersededBy) })})`
        : '';
      return [
        row(
          [code(entry.id)],
          entry.name + more,
          String(answering.length),
          String(tally.applies),
          String(tally.unknown),
          t(`standing.${standing(tally)}`),
        ),
      ];
    });
    const title = `${taxonomy.title} ${taxonomy.edition}`;
    const id = `framework-${index + 1}`;
    if (rows.length === 0)
      return [{ id, title, blocks: [said('empty', t('threats.unanswered', { framework: title }))] }];
    return [
      {
        id,
        title,
        blocks: [
          paragraph(
            t('threats.framework', { shown: rows.length, all: taxonomy.entries.length, framework: title }),
          ),
          {
            kind: 'table' as const,
            anchor: `table-${id}`,
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
      },
    ];
  });
}

const keysOf = (technique: Technique): ReadonlySet<string> =>
  new Set<string>([technique.key, ...technique.references]);

const add = (a: Tally, b: Tally): Tally => ({
  applies: a.applies + b.applies,
  unknown: a.unknown + b.unknown,
});
