/** Tells dataset names that a generator scraped out of a sentence from names that datasets bear. */

const STOP_WORDS = new Set(
  'a an the this that these those it its for of on in to by with from at as is are was be and or not no all any our your their data dataset datasets training train test unknown none null n/a na tbd other various custom'.split(
    ' ',
  ),
);

/** What is doubtful about a dataset's name; undefined where nothing is. */
export function doubtAboutName(name: string): 'stop-word' | 'short' | undefined {
  const word = name.trim().toLowerCase();
  if (STOP_WORDS.has(word)) return 'stop-word';
  return /^[a-z]{1,3}$/.test(word) ? 'short' : undefined;
}

/** The warning for a doubtful name. */
export function nameWarning(name: string, doubt: 'stop-word' | 'short'): string {
  return doubt === 'stop-word'
    ? `“${name}” is hardly the name of a dataset: a generator may have taken it from a sentence. It counts as inferred; confirm or remove it.`
    : `“${name}” is an unusually short name for a dataset; check that it is one.`;
}
