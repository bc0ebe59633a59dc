/**
 * The border of the exposure graph: JSON from outside becomes an `ExposureGraph`, or is refused with the JSON
 * pointer of every place that is wrong. Nothing is repaired and nothing guessed.
 */
import { z } from 'zod';
import { type ErrorDetail, GraphError } from './errors';
import type { ExposureGraph } from './exposure-graph';

const chance = z.number().min(0).max(1);
const id = z.string().min(1).max(1000);

const schema = z.object({
  nodes: z.array(z.object({ id, p: chance.default(1) })),
  edges: z.array(z.object({ id, from: id, to: id, p: chance, controls: z.array(id).default([]) })),
  controls: z.array(z.object({ id, effectiveness: chance, mode: z.enum(['common', 'independent']) })),
  entries: z.array(z.object({ node: id, access: chance })),
  targets: z.array(z.object({ node: id, impact: z.number().min(0) })),
});

/** Places reported at most; the number of further ones is told in the message. */
const MAX_DETAILS = 100;

/**
 * Checks shape, ranges, unique ids and that every id named exists. Impacts are 0 or more, likelihoods 0 to 1.
 * Throws GraphError `invalid`; each detail has the JSON pointer of the value and what is wrong with it.
 */
export function parseExposureGraph(input: unknown): ExposureGraph {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    refuse(parsed.error.issues.map((issue) => ({ at: pointer(issue.path), message: explain(issue, input) })));
  }
  const model: ExposureGraph = parsed.data;
  const wrong = [...duplicates(model), ...danglingIds(model)];
  if (wrong.length > 0) refuse(wrong);
  return model;
}

function refuse(details: readonly ErrorDetail[]): never {
  const shown = details.slice(0, MAX_DETAILS);
  const [first] = shown;
  const more = details.length > 1 ? ` (and ${details.length - 1} more)` : '';
  throw new GraphError(
    'invalid',
    `The exposure graph is refused: ${first?.at || '/'}: ${first?.message}${more}`,
    shown,
  );
}

/** JSON pointer, RFC 6901. */
const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function explain(issue: z.core.$ZodIssue, input: unknown): string {
  let value: unknown = input;
  for (const part of issue.path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
  }
  if (value === undefined) return 'this field is missing';
  const shown = typeof value === 'object' ? (Array.isArray(value) ? 'a list' : 'an object') : String(value);
  return `${shown.slice(0, 60)} is not allowed here: ${issue.message}`;
}

function duplicates(model: ExposureGraph): readonly ErrorDetail[] {
  const lists = [
    ['nodes', 'id', model.nodes.map((item) => item.id)],
    ['edges', 'id', model.edges.map((item) => item.id)],
    ['controls', 'id', model.controls.map((item) => item.id)],
    ['entries', 'node', model.entries.map((item) => item.node)],
    ['targets', 'node', model.targets.map((item) => item.node)],
  ] as const;
  return lists.flatMap(([list, field, ids]) => {
    const first = new Map<string, number>();
    return ids.flatMap((value, k) => {
      const before = first.get(value);
      if (before === undefined) first.set(value, k);
      return before === undefined
        ? []
        : [{ at: `/${list}/${k}/${field}`, message: `"${value}" stands at /${list}/${before} already` }];
    });
  });
}

function danglingIds(model: ExposureGraph): readonly ErrorDetail[] {
  const nodes = new Set(model.nodes.map((node) => node.id));
  const controls = new Set(model.controls.map((control) => control.id));
  const check = (
    known: ReadonlySet<string>,
    value: string,
    at: string,
    what: string,
  ): readonly ErrorDetail[] =>
    known.has(value) ? [] : [{ at, message: `no ${what} has the id "${value}"` }];
  return [
    ...model.edges.flatMap((edge, k) => [
      ...check(nodes, edge.from, `/edges/${k}/from`, 'node'),
      ...check(nodes, edge.to, `/edges/${k}/to`, 'node'),
      ...(edge.controls ?? []).flatMap((c, j) => check(controls, c, `/edges/${k}/controls/${j}`, 'control')),
    ]),
    ...model.entries.flatMap((entry, k) => check(nodes, entry.node, `/entries/${k}/node`, 'node')),
    ...model.targets.flatMap((target, k) => check(nodes, target.node, `/targets/${k}/node`, 'node')),
  ];
}
