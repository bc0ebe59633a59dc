/**
 * Branded identifiers. A plain string becomes an id only through the schemas here, so a function that
 * takes an `AssetId` cannot be handed a name, a key or another kind's id by mistake.
 */
import { z } from 'zod';

/** Characters that may stand in an asset id: readable in a URL, a YAML file and a Cypher parameter alike. */
const ASSET_ID = /^[A-Za-z0-9][A-Za-z0-9._~:/@+%#=-]{0,239}$/;

export const assetId = z.string().regex(ASSET_ID).brand<'AssetId'>();
export type AssetId = z.infer<typeof assetId>;

export const influenceId = z.string().min(3).max(600).brand<'InfluenceId'>();
export type InfluenceId = z.infer<typeof influenceId>;

/** A control of the catalogue, for example `PC-11`. */
export const controlId = z
  .string()
  .regex(/^[A-Z]{2,4}-\d{2,3}$/)
  .brand<'ControlId'>();
export type ControlId = z.infer<typeof controlId>;

/** A control in place (or planned) here: `PC-11@hub:meta-llama/llama-3.1-8b`. */
export const appliedControlId = z.string().min(3).max(700).brand<'AppliedControlId'>();
export type AppliedControlId = z.infer<typeof appliedControlId>;

export const workspaceId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
  .brand<'WorkspaceId'>();
export type WorkspaceId = z.infer<typeof workspaceId>;

/** `technique@asset`, stable over re-analysis: treatments hang on it. */
export const findingId = z.string().min(3).max(400).brand<'FindingId'>();
export type FindingId = z.infer<typeof findingId>;

/**
 * Scheme, edition and id, always together: `ATLAS@5.6.0/AML.T0020`, `OWASP-LLM@2025/LLM04`.
 * A bare "LLM04" means two different risks, so there is no type for it.
 */
export const taxonomyKey = z
  .string()
  .regex(/^[A-Z][A-Z0-9-]*@[0-9][0-9A-Za-z.-]*\/[A-Za-z0-9.][A-Za-z0-9._() -]*$/)
  .brand<'TaxonomyKey'>();
export type TaxonomyKey = z.infer<typeof taxonomyKey>;

/** Our technique ids are ATLAS ids; the edition is in the catalogue entry. */
export const techniqueId = z
  .string()
  .regex(/^(AML\.T\d{4}(\.\d{3})?|HW\.[A-Z0-9-]+)$/)
  .brand<'TechniqueId'>();
export type TechniqueId = z.infer<typeof techniqueId>;

/** Orders ids by code unit, the same on every machine and locale. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Orders records by id. */
export const byId = (a: { readonly id: string }, b: { readonly id: string }): number => byText(a.id, b.id);
