/** ATLAS as a STIX 2.1 bundle: attack patterns, courses of action and the relationships between them. */
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

type StixObject = Readonly<Record<string, unknown>>;

/** True for a bundle that holds ATLAS. */
export const isStixBundle = (document: unknown): boolean => recordOf(document)['type'] === 'bundle';

/** Reads one bundle. Its own version is not that of ATLAS, so the day of the last change stands for the edition. */
export function readStixBundle(document: unknown): Draft {
  const objects = listOf(recordOf(document)['objects']).map(recordOf);
  const live = objects.filter(
    (object) => object['revoked'] !== true && object['x_mitre_deprecated'] !== true,
  );
  const ids = new Map(
    live.flatMap((object) => {
      const id = externalId(object);
      return id === undefined ? [] : [[textOf(object['id']) ?? '', id] as const];
    }),
  );
  const released =
    live
      .flatMap((object) => textOf(object['modified'])?.slice(0, 10) ?? [])
      .sort()
      .at(-1) ?? '1970';
  const warnings: ReleaseWarning[] = [
    {
      at: 'bundle',
      message: `names no release of ATLAS; ${released}, the day of its last change, stands for it`,
    },
    { at: 'bundle', message: 'a bundle holds neither maturity nor steps of case studies' },
  ];
  const ends = (
    type: string,
    side: 'source_ref' | 'target_ref',
    reference: string,
    other: 'source_ref' | 'target_ref',
  ) =>
    live
      .filter((object) => object['relationship_type'] === type && object[side] === reference)
      .flatMap((object) => ids.get(textOf(object[other]) ?? '') ?? []);
  const tactics = orderedTactics(live);
  const shortNames = new Map(
    tactics.map((object) => [textOf(object['x_mitre_shortname']) ?? '', externalId(object) ?? '']),
  );
  const entries = [
    ...tactics.map(
      (object, place): DraftEntry => ({ ...named(object), kind: 'tactic', facts: { order: place + 1 } }),
    ),
    ...ofType(live, 'attack-pattern').map((object): DraftEntry => {
      const parent = ends('subtechnique-of', 'source_ref', textOf(object['id']) ?? '', 'target_ref')[0];
      const phases = listOf(object['kill_chain_phases']).flatMap(
        (phase) => shortNames.get(textOf(recordOf(phase)['phase_name']) ?? '') ?? [],
      );
      return {
        ...named(object),
        kind: parent === undefined ? 'technique' : 'sub-technique',
        ...given({ parent, tactics: phases }),
      };
    }),
    ...ofType(live, 'course-of-action').map(
      (object): DraftEntry => ({
        ...named(object),
        kind: 'mitigation',
        relations: { mitigates: ends('mitigates', 'source_ref', textOf(object['id']) ?? '', 'target_ref') },
      }),
    ),
  ];
  return { format: 'stix-2.1', edition: released, released, entries, warnings };
}

const ofType = (objects: readonly StixObject[], type: string): readonly StixObject[] =>
  objects.filter((object) => object['type'] === type && externalId(object) !== undefined);

const named = (object: StixObject) => ({ id: externalId(object) ?? '', name: textOf(object['name']) ?? '' });

function externalId(object: StixObject): string | undefined {
  const reference = listOf(object['external_references'])
    .map(recordOf)
    .find((item) => textOf(item['external_id'])?.startsWith('AML.'));
  return textOf(reference?.['external_id']);
}

/** Tactics in the order of the matrix; one the matrix does not name comes last. */
function orderedTactics(objects: readonly StixObject[]): readonly StixObject[] {
  const order = objects
    .filter((object) => object['type'] === 'x-mitre-matrix')
    .flatMap((m) => textsOf(m['tactic_refs']));
  const place = (object: StixObject) => {
    const found = order.indexOf(textOf(object['id']) ?? '');
    return found < 0 ? order.length : found;
  };
  return [...ofType(objects, 'x-mitre-tactic')].sort((a, b) => place(a) - place(b));
}
