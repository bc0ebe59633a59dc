/** What model and dataset cards share: finding the card's own name and hub entry, licence, tags, gates. */
import type { AssetFields } from '../../model/asset';
import type { Cursor } from '../cursor';
import { type HubReference, hubKey, hubReference, isHubName } from '../identity';
import type { ParsedFile } from '../reader';

/** A title as compared: letters and digits only. */
const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');

/** The first top heading of the body, without decoration. */
export function headingOf(body: string): string | undefined {
  let fenced = false;
  for (const line of body.split('\n', 400)) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    const heading = fenced ? undefined : /^#\s+(.+)$/.exec(line.slice(0, 500).trimEnd())?.[1];
    if (heading === undefined) continue;
    const plain = heading
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[*_`]|<[^>]+>/g, '')
      .replace(/^(model|dataset) card (for|of)\s*:?/i, '')
      .trim();
    if (
      plain !== '' &&
      !/^(table of contents|overview|introduction|model card|dataset card|readme)$/i.test(plain)
    )
      return plain;
  }
  return undefined;
}

/** The last part of a file's name, or of its folder where the file is a README. */
export function stemOf(file: string): string {
  const parts = file.split('/');
  const last = (parts.at(-1) ?? file).replace(/\.(md|markdown|mdx|ya?ml|json)$/i, '');
  if (!/^(readme|model_?card|hf_model_card|dataset_?card|card)$/i.test(last))
    return last.replace(/^(model|dataset)[-_]/i, '');
  return parts.at(-2) ?? last;
}

/** Hub names in a body: links and quoted names in code. */
function hubNamesIn(body: string, type: HubReference['type']): readonly string[] {
  const names = new Map<string, string>();
  const note = (name: string): void => {
    if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  };
  for (const [url] of body.slice(0, 500_000).matchAll(/https?:\/\/(?:huggingface\.co|hf\.co)\/[\w./-]+/gi)) {
    const reference = hubReference(url.replace(/[.)]+$/, ''));
    if (reference?.type === type) note(reference.id);
  }
  if (type === 'model' || type === 'dataset') {
    const call =
      type === 'model'
        ? /(?:from_pretrained\(|model(?:_id|_name)?\s*=\s*)\s*["']([\w.-]+\/[\w.-]+)["']/g
        : /load_dataset\(\s*["']([\w.-]+(?:\/[\w.-]+)?)["']/g;
    for (const [, name = ''] of body.slice(0, 500_000).matchAll(call)) if (isHubName(name)) note(name);
  }
  return [...names.values()];
}

/**
 * The hub entry of a card: the folder which the hub's own tools give it, or the one hub name in its body that
 * ends in one of the card's titles. Undefined where none or several do.
 */
export function ownHubEntry(
  file: ParsedFile,
  type: 'model' | 'dataset',
  titles: readonly (string | undefined)[],
): { readonly id: string; readonly certain: boolean } | undefined {
  const [, kind, account, name] = /(?:^|\/)(models|datasets)--([^/]+?)--([^/]+)\//.exec(file.name) ?? [];
  if (account && name && kind === `${type}s`) return { id: `${account}/${name}`, certain: true };
  const wanted = new Set(titles.flatMap((title) => (title ? [slug(title)] : [])));
  const matching = hubNamesIn(file.body, type).filter(
    (id) => id.includes('/') && (wanted.has(slug(id.split('/').at(-1) ?? '')) || wanted.has(slug(id))),
  );
  const distinct = new Set(matching.map((id) => hubKey(type, id)));
  const [first] = matching;
  return first && distinct.size === 1 ? { id: first, certain: false } : undefined;
}

/** Fields that both kinds of card state alike. */
export function sharedFields(card: Cursor): Partial<AssetFields> {
  const gated = card.keys().some((key) => key.startsWith('extra_gated_'));
  const properties: Record<string, string> = {};
  for (const key of [
    'language',
    'pipeline_tag',
    'library_name',
    'task_categories',
    'size_categories',
    'paperswithcode_id',
    'new_version',
    'quantized_by',
  ]) {
    const values = card
      .get(key)
      .items()
      .flatMap((item) => item.maybeText() ?? []);
    if (values.length > 0) properties[key] = values.join(', ');
  }
  const licence =
    card.get('license_name').maybeText() ??
    card
      .get('license')
      .items()
      .flatMap((item) => item.maybeText() ?? [])
      .join(', ');
  return {
    licence: licence === '' || licence === 'unknown' ? undefined : licence,
    tags: card
      .get('tags')
      .items()
      .flatMap((item) => item.maybeText() ?? []),
    properties,
    ...(gated ? { facts: { gated: true } } : {}),
  };
}
