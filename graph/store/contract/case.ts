/**
 * Cases as data: a graph, what somebody else does meanwhile, a change, and what must stand afterwards. The
 * schema is strict, so that no case can say which store it is for.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Operation, parseOperation } from '@/graph/model/change-set';

const step = z.union([
  z.strictObject({
    put: z.literal('asset'),
    id: z.string(),
    kind: z.string(),
    name: z.string().optional(),
  }),
  z.strictObject({ put: z.literal('influence'), kind: z.string(), from: z.string(), to: z.string() }),
  z.strictObject({
    put: z.literal('control'),
    control: z.string(),
    subject: z.string(),
    id: z.string().optional(),
  }),
  z.strictObject({ put: z.literal('input'), id: z.string() }),
  z.strictObject({ remove: z.enum(['asset', 'influence', 'control', 'input']), id: z.string() }),
]);
export type Step = z.infer<typeof step>;

const storeCase = z.strictObject({
  /** A sentence. */
  name: z.string().min(20),
  given: z.array(step),
  /** Ben's change, made after Ada loaded the graph. */
  meanwhile: z.array(step).optional(),
  /** The revision Ada's change is made on: the given one unless it says head. */
  on: z.literal('head').optional(),
  change: z.array(step),
  refused: z
    .strictObject({
      code: z.enum(['conflict', 'invalid']),
      /** Exactly these places. */
      at: z.array(z.string()),
      /** Words the details must have. */
      says: z.array(z.string()),
      /** Decoys: words they must not have. */
      silent: z.array(z.string()),
    })
    .optional(),
  afterwards: z.strictObject({
    revision: z.number().int(),
    /** Every asset's name under its id: what is not listed must not be there. */
    assets: z.record(z.string(), z.string()),
    influences: z.array(z.string()).optional(),
    controls: z.array(z.string()).optional(),
    inputs: z.array(z.string()).optional(),
    /** Operations in the whole journal. */
    operations: z.number().int().optional(),
    neighbourhood: z
      .strictObject({ of: z.string(), influences: z.array(z.string()), assets: z.array(z.string()) })
      .optional(),
  }),
});
export type StoreCase = z.infer<typeof storeCase>;

const FOLDER = fileURLToPath(new URL('../cases', import.meta.url));

/** Every case of `graph/store/cases`, in file and line order. */
export function readCases(): readonly StoreCase[] {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort();
  return files.flatMap((name) =>
    z.array(storeCase).parse(JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8'))),
  );
}

/** The operation a step of a case stands for. */
export function operationFor(given: Step): Operation {
  if ('remove' in given) return parseOperation({ op: 'remove', type: given.remove, id: given.id });
  return parseOperation({ op: 'put', type: given.put, record: recordFor(given) });
}

function recordFor(given: Exclude<Step, { remove: unknown }>): unknown {
  switch (given.put) {
    case 'asset':
      return { id: given.id, kind: given.kind, name: given.name ?? given.id, identities: [], evidence: [] };
    case 'influence': {
      const { kind, from, to } = given;
      return { id: `${kind}:${from}>${to}`, kind, from, to, evidence: [] };
    }
    case 'control': {
      const { control, subject, id = `${control}@${subject}` } = given;
      return { id, control, subject, status: 'planned', evidence: [], statedBy: 'person:ada', at: 'form' };
    }
    case 'input':
      return {
        id: given.id,
        format: 'headwater',
        sha256: '0'.repeat(64),
        bytes: 1,
        assets: 0,
        influences: 0,
        warnings: [],
      };
  }
}
