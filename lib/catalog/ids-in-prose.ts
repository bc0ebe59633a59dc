/** Framework ids in running text: each must exist, carry its edition where it changed meaning, and not be retired. */
import type { TaxonomyEntry } from '@/graph/model/catalogue';
import type { ErrorDetail } from '@/graph/model/errors';

const ATLAS_ID = /AML\.(?:TA|T|M|CS)\d{4}(?:\.\d{3})?/g;
/** `LLM04`, `ML02` or `ASI06` with nothing that says which edition. */
const BARE = /(?<![@/\w-])(?<!@\d{4}\/)(?:LLM|ML|ASI)\d{2}(?!\d|:20\d\d)/g;
const EDITIONED = /\b(?:LLM|ML|ASI)\d{2}:20\d\d\b/g;
const SCHEMES: Readonly<Record<string, string>> = { LLM: 'OWASP-LLM', ML: 'OWASP-ML', ASI: 'OWASP-ASI' };
const ATLAS_EDITIONS = ['ATLAS@5.6.0', 'ATLAS@2026.09'] as const;

/** Faults in `text`, each at `at`. */
export function idsInProse(
  at: string,
  text: string,
  index: ReadonlyMap<string, TaxonomyEntry>,
): readonly ErrorDetail[] {
  const faults: ErrorDetail[] = [];
  for (const [id] of text.matchAll(BARE))
    faults.push({ at, message: `${id} without its edition may mean two different risks` });
  for (const [id] of text.matchAll(EDITIONED)) {
    const [name = '', edition = ''] = id.split(':');
    const key = `${SCHEMES[name.replace(/\d+/, '')]}@${edition}/${name}`;
    if (!index.has(key)) faults.push({ at, message: `${id} is in no taxonomy` });
  }
  const found = new Set(Array.from(text.matchAll(ATLAS_ID), ([id]) => id));
  for (const id of found) {
    const entries = ATLAS_EDITIONS.flatMap((edition) => index.get(`${edition}/${id}`) ?? []);
    if (entries.length === 0) faults.push({ at, message: `${id} is in no edition of ATLAS we carry` });
    for (const { supersededBy } of entries) {
      const successor = supersededBy?.split('/')[1];
      if (successor !== undefined && !found.has(successor) && at !== id)
        faults.push({ at, message: `${id} is retired; name ${successor} beside it` });
    }
  }
  return faults;
}
