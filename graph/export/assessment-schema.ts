/**
 * `headwater/assessment@1`: what an assessment looks like as JSON for other programs. The schema is the contract;
 * its JSON Schema is published beside the content, and a test keeps the two the same.
 */
import { z } from 'zod';
import { ASSET_KINDS } from '@/graph/model/asset-kinds';
import { ATTACK_CLASSES } from '@/graph/model/attack-classes';
import { estimate } from '@/graph/model/estimate';
import { BASES } from '@/graph/model/evidence';
import { assetFacts } from '@/graph/model/facts';
import { INFLUENCE_KINDS } from '@/graph/model/influence-kinds';
import { treatment } from '@/graph/model/treatment';

export const ASSESSMENT_SCHEMA = 'headwater/assessment@1';

const probability = z.number().min(0).max(1);
const count = z.number().int().nonnegative();
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const kind = z.enum(['exact', 'bounded', 'estimated']);
const attack = z.enum(ATTACK_CLASSES);
const lineage = z.enum(['known', 'partly', 'unknown']);

const likelihood = z.strictObject({ kind, value: probability, low: probability, high: probability });
const threeWay = z.strictObject({ inherent: likelihood, current: likelihood, planned: likelihood });
const reasonCode = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

const reasonOut = reasonCode.extend({
  /** The reason in English. */
  text: z.string(),
});
/** What said so: a file, or a person by id. */
const evidence = z.union([
  z.strictObject({ file: z.string(), at: z.string(), basis: z.enum(BASES) }),
  z.strictObject({ person: z.string(), at: z.string(), basis: z.enum(BASES) }),
]);

const input = z.strictObject({
  file: z.string(),
  format: z.string().nullable(),
  sha256: hash.nullable(),
  assets: count,
  influences: count,
  warnings: z.array(z.strictObject({ at: z.string(), message: z.string() })),
  /** Why the file could not be read; nothing of it is in the graph then. */
  error: z.string().nullable(),
});

const step = z.strictObject({
  /** Null for the entry, where poison comes from outside. */
  from: z.string().nullable(),
  to: z.string(),
  influence: z.string().nullable(),
  /** The best fitting technique. */
  technique: z.string().nullable(),
  techniques: z.array(z.string()),
  likelihood: probability,
  inherent: probability,
  planned: probability,
  controls: z.array(z.string()),
  source: z.strictObject({ kind: z.enum(['prior', 'estimate']), id: z.string() }),
  because: z.string(),
  reasons: z.array(reasonCode),
});

const path = z.strictObject({
  id: z.string(),
  attack,
  entry: z.string(),
  likelihood: probability,
  inherent: probability,
  planned: probability,
  steps: z.array(step),
});

const target = z.strictObject({
  asset: z.string(),
  impact: probability,
  impactBasis: z.enum(['stated', 'estimate', 'assumed']),
  lineage,
  exposure: threeWay,
  worstClass: attack,
  byClass: z.record(attack, threeWay),
  risk: likelihood,
  paths: z.array(path),
  chokePoints: z.array(
    z.strictObject({ asset: z.string(), attack, kind: z.enum(['dominator', 'cut']), reduction: likelihood }),
  ),
});

const control = z.strictObject({
  id: z.string(),
  control: z.string(),
  subject: z.string(),
  status: z.enum(['planned', 'partial', 'implemented', 'verified']),
  stated: z.enum(['applied', 'implied']),
  evidence: z.enum(['fresh', 'expired', 'none', 'undated']),
  current: probability,
  planned: probability,
});

export const assessmentJsonSchema = z.strictObject({
  schema: z.literal(ASSESSMENT_SCHEMA),
  engine: z.string(),
  catalogue: z.strictObject({ version: z.string(), hash: z.string() }),
  snapshot: z.strictObject({ hash, assets: count, influences: count }),
  settings: z.strictObject({
    topPaths: count,
    asOf: z.string().optional(),
    stateBudget: count,
    seed: z.number().int(),
    detailedTargets: count,
  }),
  inputs: z.array(input),
  assets: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(ASSET_KINDS),
      name: z.string(),
      /** Null for kinds that have no upstream of their own. */
      lineage: lineage.nullable(),
      owner: z.string().nullable(),
      version: z.string().nullable(),
      facts: assetFacts,
      /** Keys by which another file's mention is known to be the same thing. */
      identities: z.array(z.string()),
      evidence: z.array(evidence),
    }),
  ),
  influences: z.array(
    z.strictObject({
      id: z.string(),
      from: z.string(),
      to: z.string(),
      kind: z.enum(INFLUENCE_KINDS),
      role: z.string().nullable(),
      relation: z.string().nullable(),
      basis: z.enum(BASES),
      evidence: z.array(evidence),
    }),
  ),
  estimates: z.array(estimate),
  treatments: z.array(treatment),
  findings: z.array(
    z.strictObject({
      id: z.string(),
      technique: z.string(),
      techniques: z.array(z.string()),
      asset: z.string(),
      verdict: z.enum(['applies', 'unknown']),
      classes: z.array(attack),
      because: z.array(z.string()),
      reasons: z.array(reasonCode),
      paths: z.array(z.string()),
    }),
  ),
  targets: z.array(target),
  controls: z.array(control),
  loops: z.array(z.strictObject({ assets: z.array(z.string()), influences: z.array(z.string()) })),
  coverage: z.strictObject({
    lineage: z.strictObject({ known: count, partly: count, unknown: count }),
    withOwner: count,
    withEvidence: count,
    assets: count,
    controlledPaths: z.strictObject({ count, of: count }),
  }),
  confidence: z.strictObject({
    basis: z.strictObject({ confirmed: probability, declared: probability, inferred: probability }),
    ownNumbers: z.strictObject({ count, of: count }),
    publishedPriors: z.strictObject({ count, of: count }),
  }),
  assumptions: z.array(reasonOut),
  warnings: z.array(reasonOut),
  notAssessed: z.array(reasonOut),
});

export type AssessmentJson = z.infer<typeof assessmentJsonSchema>;

/** The published JSON Schema (draft 2020-12) of the output. */
export const publishedAssessmentSchema = (): unknown => ({
  $id: 'urn:headwater:schema:assessment:1',
  title: 'Headwater assessment, edition 1',
  ...z.toJSONSchema(assessmentJsonSchema, { target: 'draft-2020-12' }),
});
