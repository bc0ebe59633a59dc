/**
 * The shape of `headwater/graph@1`, our own model-as-code format (YAML or JSON): what a person writes by hand
 * and what an export writes out without loss. The published JSON Schema is generated from this and a test
 * keeps the two together.
 */
import { z } from 'zod';
import { CONTROL_STATUSES, controlEvidence, triple } from '../model/applied-control';
import { assetEvidence, assetFields } from '../model/asset';
import { attackClass } from '../model/attack-classes';
import { basis, evidenceSource } from '../model/evidence';
import { assetFacts } from '../model/facts';
import { assetId, controlId } from '../model/ids';
import { influenceEvidence, influenceFields } from '../model/influence';
import { influenceKind } from '../model/influence-kinds';
import { inputFile } from '../model/input-file';
import { treatment } from '../model/treatment';

export const HEADWATER_SCHEMA = 'headwater/graph@1';

const text = (max: number) => z.string().min(1).max(max);
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date, for example 2026-03-31');

/** An upstream asset: its id alone, or its id with what is known about the influence. */
const upstream = z.union([
  assetId,
  influenceFields.extend({
    asset: assetId,
    basis: basis.optional(),
    evidence: z.array(influenceEvidence).max(2000).optional(),
  }),
]);

const assetEntry = assetFields.extend({
  name: assetFields.shape.name.optional().describe('Shown to people; the id where it is left out.'),
  identities: z
    .array(text(500))
    .max(100)
    .optional()
    .describe(
      'Other keys of the same thing: hub:org/name, hub:datasets/org/name, pkg:…, sha256:…, https://…',
    ),
  basis: basis.optional().describe('declared where it is left out; inferred where you are not sure.'),
  from: z
    .partialRecord(influenceKind, z.union([upstream, z.array(upstream).max(5000)]))
    .optional()
    .describe('What shapes this asset: influence kind → the assets it comes from.'),
  evidence: z
    .array(assetEvidence)
    .max(2000)
    .optional()
    .describe('Written by exports: every statement of every source.'),
});

const influenceEntry = influenceFields.extend({
  from: assetId,
  kind: influenceKind,
  to: assetId,
  basis: basis.optional(),
  evidence: z.array(influenceEvidence).max(2000).optional(),
});

/** An asset id, or `kind:from>to` for an influence, or the influence spelled out. */
const subject = z.union([text(600), z.strictObject({ from: assetId, kind: influenceKind, to: assetId })]);

/** One number stands for all three. */
const value = z.union([z.number().min(0).max(1), triple]);

const controlEntry = z.strictObject({
  control: controlId,
  on: z.union([subject, z.array(subject).min(1).max(1000)]),
  status: z.enum(CONTROL_STATUSES),
  owner: text(300).optional(),
  note: z.string().max(2000).optional(),
  effectiveness: value.optional(),
  group: text(120).optional(),
  cost: z.number().nonnegative().optional(),
  evidence: z.array(controlEvidence).max(100).optional(),
  statedBy: evidenceSource.optional(),
  at: z.string().max(500).optional(),
});

const estimateEntry = z.strictObject({
  on: subject,
  quantity: z.enum(['access', 'transfer', 'impact']),
  classes: z.array(attackClass).optional(),
  value,
  rationale: z.string().max(2000).optional(),
  by: text(300).optional(),
  judged: isoDate.optional(),
  id: z.string().min(3).max(800).optional(),
  statedBy: evidenceSource.optional(),
  at: z.string().max(500).optional(),
});

const treatmentEntry = treatment.omit({ id: true }).extend({ finding: treatment.shape.id });

export const headwaterFile = z.strictObject({
  schema: z.literal(HEADWATER_SCHEMA),
  name: text(300).optional(),
  description: z.string().max(10_000).optional(),
  assets: z.record(assetId, assetEntry).optional(),
  influences: z.array(influenceEntry).optional(),
  controls: z.array(controlEntry).optional(),
  estimates: z.array(estimateEntry).optional(),
  treatments: z.array(treatmentEntry).optional(),
  inputs: z.array(inputFile).optional().describe('Written by exports: the files the graph was made from.'),
});

/** Every field name of the format, to suggest one where a name is misspelt. */
export const HEADWATER_FIELDS: readonly string[] = [
  headwaterFile,
  assetEntry,
  assetFacts,
  influenceEntry,
  controlEntry,
  controlEvidence,
  estimateEntry,
  treatmentEntry,
].flatMap((schema) => Object.keys(schema.shape));

export type HeadwaterFile = z.infer<typeof headwaterFile>;
export type HeadwaterUpstream = z.infer<typeof upstream>;
export type HeadwaterInfluence = z.infer<typeof influenceEntry>;
export type HeadwaterAsset = z.infer<typeof assetEntry>;
export type HeadwaterSubject = z.infer<typeof subject>;

/** The JSON Schema (draft 2020-12) of the format, for editors and other tools. */
export function headwaterJsonSchema(): object {
  return {
    $id: 'urn:headwater:schema:graph:1',
    title: 'Headwater graph, edition 1',
    ...z.toJSONSchema(headwaterFile, { io: 'input', target: 'draft-2020-12' }),
  };
}
