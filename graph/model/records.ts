/** Every kind of record a workspace's graph holds, each under one schema and one name. */
import type { z } from 'zod';
import { appliedControl } from './applied-control';
import { asset } from './asset';
import { estimate } from './estimate';
import { influence } from './influence';
import { inputFile } from './input-file';
import { treatment } from './treatment';

export const RECORD_SCHEMAS = {
  asset,
  influence,
  control: appliedControl,
  estimate,
  treatment,
  input: inputFile,
} as const;

export type RecordType = keyof typeof RECORD_SCHEMAS;
export type RecordOf<T extends RecordType> = z.infer<(typeof RECORD_SCHEMAS)[T]>;

/** In the order in which they must be written: an influence after its ends. */
export const RECORD_TYPES = Object.keys(RECORD_SCHEMAS) as readonly RecordType[];
