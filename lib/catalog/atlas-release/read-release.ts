/**
 * Reads an official ATLAS release, in any of the three forms in which it has been published: YAML 5.x, YAML 6.0 and
 * STIX bundles. Known faults of releases are tolerated and reported, never passed over in silence.
 */
import { parse } from 'yaml';
import type { Taxonomy } from '@/graph/model/catalogue';
import { GraphError } from '@/graph/model/errors';
import { type Draft, type ReleaseWarning, taxonomyOf } from './draft';
import { isFormatFive, readFormatFive } from './format-five';
import { isFormatSix, readFormatSix } from './format-six';
import { isStixBundle, readStixBundle } from './format-stix';

export type AtlasRelease = {
  readonly format: Draft['format'];
  readonly taxonomy: Taxonomy;
  readonly warnings: readonly ReleaseWarning[];
};

/** Releases are below one megabyte; ten leaves room and keeps a hostile file from filling memory. */
const LARGEST = 10_000_000;

/**
 * Reads one release.
 * @param name shown in messages
 * @throws GraphError `invalid` where the file is too large, not readable or no release of ATLAS
 */
export function readAtlasRelease(name: string, text: string): AtlasRelease {
  if (text.length > LARGEST) throw refuse(name, `it has ${text.length} characters; ${LARGEST} is the limit`);
  const document = documentOf(name, text);
  const draft = draftOf(document);
  if (draft === undefined || draft.entries.length === 0)
    throw refuse(name, 'it is no release of ATLAS in YAML 5.x, YAML 6.0 or STIX 2.1');
  if (!/^\d[0-9A-Za-z.-]*$/.test(draft.edition) || draft.edition === '0')
    throw refuse(name, `its version "${draft.edition}" names no release`);
  return { format: draft.format, ...taxonomyOf(draft) };
}

function draftOf(document: unknown): Draft | undefined {
  if (isFormatSix(document)) return readFormatSix(document);
  if (isFormatFive(document)) return readFormatFive(document);
  return isStixBundle(document) ? readStixBundle(document) : undefined;
}

function documentOf(name: string, text: string): unknown {
  try {
    return text.trimStart().startsWith('{')
      ? JSON.parse(text)
      : parse(text, { maxAliasCount: 100, uniqueKeys: true, schema: 'core' });
  } catch (error) {
    throw refuse(
      name,
      `it cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    );
  }
}

const refuse = (name: string, why: string): GraphError =>
  new GraphError('invalid', `${name} is not taken in: ${why}. Take a file from the dist folder of ATLAS.`, [
    { at: name, message: why },
  ]);
