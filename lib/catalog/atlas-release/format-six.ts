/** ATLAS 6.0: objects keyed by id, and all relations in one map of their own. */
import { type Draft, type DraftEntry, given, listOf, recordOf, textOf, textsOf } from './draft';

type Relation = { readonly target: string; readonly tactic?: string; readonly step?: string };

/** True for a document of this form. */
export const isFormatSix = (document: unknown): boolean =>
  (textOf(recordOf(document)['format-version']) ?? '').startsWith('6');

/** Reads one document; faults become warnings later, when ends are looked up. */
export function readFormatSix(document: unknown): Draft {
  const top = recordOf(document);
  const collection = recordOf(top['collection']);
  const relations = recordOf(top['relationships']);
  const of = (id: string, type: string) => relationsOf(relations, id, type);
  const each = (field: string) =>
    Object.entries(recordOf(top[field])).map(([id, item]) => ({ id, item: recordOf(item) }));
  const order = of(textOf(recordOf(top['matrix'])['id']) ?? '', 'sequences').map(({ target }) => target);
  const entries: readonly DraftEntry[] = [
    ...each('tactics').map(
      ({ id, item }): DraftEntry => ({
        ...named(id, item),
        kind: 'tactic',
        facts: facts(item, order.includes(id) ? { order: order.indexOf(id) + 1 } : {}),
      }),
    ),
    ...each('techniques').map(({ id, item }) => technique(id, item, of)),
    ...each('mitigations').map(
      ({ id, item }): DraftEntry => ({
        ...named(id, item),
        kind: 'mitigation',
        facts: facts(item, given({ category: textsOf(item['categories']).join(', ') || undefined })),
        relations: { mitigates: of(id, 'mitigates').map(({ target }) => target) },
      }),
    ),
    ...each('case-studies').map(({ id, item }) => caseStudy(id, item, of)),
  ];
  const days = [...each('techniques'), ...each('mitigations')].flatMap(
    ({ item }) => textOf(item['modified-date'])?.slice(0, 10) ?? [],
  );
  return {
    format: 'atlas-6',
    edition: textOf(collection['version']) ?? '0',
    released: days.sort().at(-1) ?? '1970',
    entries,
    warnings: [],
  };
}

const named = (id: string, item: Readonly<Record<string, unknown>>) => ({
  id,
  name: textOf(item['name']) ?? id,
});

function facts(
  item: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, string | number>> = {},
): Readonly<Record<string, string | number>> {
  const attack = textOf(recordOf(item['attack-reference'])['id']);
  const platforms = textsOf(item['platforms']).join(', ') || undefined;
  return { ...more, ...given({ attack, platforms }) };
}

function technique(
  id: string,
  item: Readonly<Record<string, unknown>>,
  of: (id: string, type: string) => readonly Relation[],
): DraftEntry {
  const parent = of(id, 'specializes')[0]?.target;
  return {
    ...named(id, item),
    kind: parent === undefined ? 'technique' : 'sub-technique',
    facts: facts(item),
    ...given({
      parent,
      maturity: textOf(item['maturity']),
      tactics: of(id, 'achieves').map(({ target }) => target),
    }),
  };
}

function caseStudy(
  id: string,
  item: Readonly<Record<string, unknown>>,
  of: (id: string, type: string) => readonly Relation[],
): DraftEntry {
  const steps = [...of(id, 'employs')].sort((a, b) => stepNumber(a) - stepNumber(b));
  return {
    ...named(id, item),
    kind: 'case-study',
    facts: given({
      date: textOf(item['date']),
      type: textOf(item['type'])?.toLowerCase(),
      target: textOf(item['target']),
    }),
    relations: {
      employs: steps.map(({ target }) => target),
      during: steps.flatMap(({ tactic }) => tactic ?? []),
    },
  };
}

/** Steps are numbered `S01`, `S02`…; one without a number keeps its place behind the numbered ones. */
const stepNumber = ({ step }: Relation): number => Number(step?.match(/\d+/)?.[0] ?? Number.MAX_SAFE_INTEGER);

function relationsOf(all: Readonly<Record<string, unknown>>, id: string, type: string): readonly Relation[] {
  return listOf(recordOf(all[id])[type]).flatMap((item) => {
    const relation = recordOf(item);
    const target = textOf(relation['target']);
    if (target === undefined) return [];
    return [{ target, ...given({ tactic: textOf(relation['tactic']), step: textOf(relation['step-id']) }) }];
  });
}
