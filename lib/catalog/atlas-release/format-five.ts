/** ATLAS 5.x: lists inside a matrix, relations inside the objects. */
import {
  type Draft,
  type DraftEntry,
  given,
  listOf,
  type ReleaseWarning,
  recordOf,
  textOf,
  textsOf,
} from './draft';

/** True for a document of this form. */
export const isFormatFive = (document: unknown): boolean => Array.isArray(recordOf(document)['matrices']);

/** Reads one document; faults become warnings. */
export function readFormatFive(document: unknown): Draft {
  const top = recordOf(document);
  const warnings: ReleaseWarning[] = [];
  const matrices = listOf(top['matrices']).map(recordOf);
  const from = (
    field: string,
    read: (item: Readonly<Record<string, unknown>>, place: number) => DraftEntry,
  ) => matrices.flatMap((matrix) => listOf(matrix[field]).map((item, place) => read(recordOf(item), place)));
  const techniques = from('techniques', technique);
  const entries: readonly DraftEntry[] = [
    ...from('tactics', (item, place) => ({
      ...named(item),
      kind: 'tactic',
      facts: facts(item, { order: place + 1 }),
    })),
    ...techniques,
    ...from('mitigations', (item) => mitigation(item, warnings)),
    ...listOf(top['case-studies']).map((item) => caseStudy(recordOf(item))),
  ];
  return {
    format: 'atlas-5',
    edition: textOf(top['version']) ?? '0',
    released: newest(matrices),
    entries,
    warnings,
  };
}

const named = (item: Readonly<Record<string, unknown>>) => ({
  id: textOf(item['id']) ?? '',
  name: textOf(item['name']) ?? textOf(item['id']) ?? '',
});

function facts(
  item: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, string | number>> = {},
): Readonly<Record<string, string | number>> {
  const attack = textOf(recordOf(item['ATT&CK-reference'])['id']);
  return { ...more, ...(attack === undefined ? {} : { attack }) };
}

function technique(item: Readonly<Record<string, unknown>>): DraftEntry {
  const parent = textOf(item['subtechnique-of']);
  return {
    ...named(item),
    kind: parent === undefined ? 'technique' : 'sub-technique',
    facts: facts(item),
    ...given({ parent, maturity: textOf(item['maturity']), tactics: textsOf(item['tactics']) }),
  };
}

/** Releases have had links among the lifecycle phases, where a strict reader breaks and a careless one loses them. */
function mitigation(item: Readonly<Record<string, unknown>>, warnings: ReleaseWarning[]): DraftEntry {
  const strays = listOf(item['ml-lifecycle']).flatMap((phase) => textOf(recordOf(phase)['id']) ?? []);
  for (const id of strays)
    warnings.push({
      at: textOf(item['id']) ?? '',
      message: `the link to ${id} stands among the lifecycle phases; read as a link`,
    });
  const linked = listOf(item['techniques']).flatMap(
    (link) => textOf(link) ?? textOf(recordOf(link)['id']) ?? [],
  );
  const category = textsOf(item['category']).join(', ');
  return {
    ...named(item),
    kind: 'mitigation',
    facts: facts(item, category === '' ? {} : { category }),
    relations: { mitigates: [...new Set([...linked, ...strays])] },
  };
}

function caseStudy(item: Readonly<Record<string, unknown>>): DraftEntry {
  const steps = listOf(item['procedure']).map(recordOf);
  return {
    ...named(item),
    kind: 'case-study',
    facts: given({
      date: textOf(item['incident-date']),
      type: textOf(item['case-study-type']),
      target: textOf(item['target']),
    }),
    relations: {
      employs: steps.flatMap((step) => textOf(step['technique']) ?? []),
      during: steps.flatMap((step) => textOf(step['tactic']) ?? []),
    },
  };
}

function newest(matrices: readonly Readonly<Record<string, unknown>>[]): string {
  const days = matrices.flatMap((matrix) =>
    ['tactics', 'techniques', 'mitigations'].flatMap((field) =>
      listOf(matrix[field]).flatMap((item) => textOf(recordOf(item)['modified_date'])?.slice(0, 10) ?? []),
    ),
  );
  return days.sort().at(-1) ?? '1970';
}
