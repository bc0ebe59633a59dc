/** Shapes of the files under `content/`, as they are written there: what the loader accepts and nothing else. */
import { z } from 'zod';
import { triple } from '@/graph/model/applied-control';
import { assetKind } from '@/graph/model/asset-kinds';
import { attackClass } from '@/graph/model/attack-classes';
import { ENTRY_KINDS } from '@/graph/model/catalogue';
import { controlId, taxonomyKey, techniqueId } from '@/graph/model/ids';
import { influenceKind } from '@/graph/model/influence-kinds';

const text = z.string().min(1);
const isoDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
const figureId = z.string().regex(/^F\d{2}$/);

/** Stages of a lifecycle at which poison enters or acts, in the order of a lifecycle. */
export const STAGES = [
  'preparation',
  'collection',
  'labelling',
  'training',
  'fine-tuning',
  'acquisition',
  'distribution',
  'deployment',
  'retrieval',
  'agent-operation',
  'feedback',
  'use',
] as const;

const taxonomyEntry = z.strictObject({
  id: text,
  name: text,
  kind: text,
  parent: taxonomyKey.exactOptional(),
  tactics: z.array(taxonomyKey).exactOptional(),
  maturity: text.exactOptional(),
  url: text.exactOptional(),
  supersededBy: taxonomyKey.exactOptional(),
  summary: text.exactOptional(),
  relations: z.record(z.string(), z.array(taxonomyKey)).exactOptional(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
  confirmed: z.enum(['primary', 'secondary', 'unconfirmed']).exactOptional(),
});

export const taxonomyFile = z.strictObject({
  scheme: text,
  edition: text,
  title: text,
  publisher: text,
  released: isoDate,
  licence: text,
  url: text,
  entries: z.array(taxonomyEntry).min(1),
});

export const techniqueMatter = z.strictObject({
  id: techniqueId,
  key: taxonomyKey,
  title: text,
  role: z.enum(['poisoning', 'supply-chain', 'trigger', 'impact', 'enabler', 'runtime']),
  stage: z.enum(STAGES),
  classes: z.array(attackClass),
  references: z.array(taxonomyKey),
});

const numberBasis = {
  basis: z.enum(['published', 'derived', 'judgement']),
  figures: z.array(figureId),
};

export const controlMatter = z.strictObject({
  id: controlId,
  name: text,
  function: z.enum(['prevent', 'detect', 'recover']),
  reduces: z.enum(['likelihood', 'impact', 'none']),
  influences: z.array(influenceKind),
  assets: z.array(assetKind),
  classes: z.array(attackClass),
  techniques: z.array(techniqueId),
  effectiveness: triple,
  ...numberBasis,
  mode: z.enum(['independent', 'common']),
  group: z.string().regex(/^[a-z][a-z-]+$/),
  validMonths: z.number().int().min(1).max(60),
  cost: z.enum(['low', 'medium', 'high']),
  references: z.array(taxonomyKey),
});

const priorBase = {
  id: z.string().regex(/^[a-z][a-z0-9.-]+$/),
  value: triple,
  classes: z.array(attackClass),
  ...numberBasis,
  derivation: text,
};

export const priorFile = z.strictObject({
  about: text,
  priors: z.array(
    z.discriminatedUnion('quantity', [
      z.strictObject({ ...priorBase, quantity: z.literal('access'), entry: z.enum(ENTRY_KINDS) }),
      z.strictObject({ ...priorBase, quantity: z.literal('transfer'), influence: influenceKind }),
    ]),
  ),
});

export const figureFile = z.strictObject({
  about: text,
  figures: z.array(
    z.strictObject({
      id: figureId,
      statement: text,
      kind: z.enum(['attack-cost', 'attack-success', 'defence-effectiveness', 'prevalence', 'scoring']),
      source: text,
      /** Empty where no address of the source is known. */
      url: z.string(),
      grade: z.enum(['P', 'S']),
    }),
  ),
});

export const crosswalkFile = z.strictObject({
  rows: z.array(
    z.strictObject({
      from: taxonomyKey,
      to: taxonomyKey,
      authority: text,
      status: z.enum(['published', 'community', 'proposed']),
      author: text,
      date: isoDate,
      note: text.exactOptional(),
    }),
  ),
});

export const editionFile = z.strictObject({ version: z.string().regex(/^\d{4}\.\d{2}\.\d+$/) });
