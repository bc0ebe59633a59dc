/** What the palette finds: places, assets, exposure paths and techniques by a few letters. */
import type { Locale } from '@/lib/messages/messages';
import { type Caller, openWorkspace } from './access';
import { named, pathsOf, viewAssessed } from './assessed';
import { viewGraph } from './graph-view';
import { exactReading } from './reading';

export type Found =
  | { readonly kind: 'asset'; readonly id: string; readonly title: string; readonly note: string }
  | { readonly kind: 'path'; readonly id: string; readonly title: string; readonly note: string }
  | { readonly kind: 'technique'; readonly id: string; readonly title: string; readonly note: string };

const EACH = 8;

/** The best of each sort: names that begin with the words before those that only contain them. */
export async function findAnything(
  caller: Caller,
  workspace: string,
  text: string,
  locale: Locale,
): Promise<readonly Found[]> {
  const { graph } = await openWorkspace(caller, workspace);
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const rank = (name: string, id: string): number => {
    const all = `${name}\n${id}`.toLowerCase();
    if (!words.every((word) => all.includes(word))) return -1;
    return name.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1;
  };
  const best = <T>(list: readonly T[], nameOf: (item: T) => readonly [string, string]): readonly T[] =>
    list
      .map((item) => ({ item, at: rank(...nameOf(item)) }))
      .filter(({ at }) => at >= 0)
      .toSorted((a, b) => a.at - b.at)
      .slice(0, EACH)
      .map(({ item }) => item);

  const view = await viewGraph(graph);
  const assets = best(view.snapshot.assets, ({ name, id }) => [name, id]);
  const assessed = await viewAssessed(caller, workspace);
  const paths = best(pathsOf(assessed.assessment), ({ path }) => [
    path.steps.map((step) => named(assessed, step.to).name).join(' → '),
    path.id,
  ]);
  const techniques = best(assessed.catalogue.techniques, ({ title, key }) => [title, key]);
  return [
    ...assets.map(({ id, name }) => ({ kind: 'asset' as const, id, title: name, note: id })),
    ...paths.map(({ path }) => ({
      kind: 'path' as const,
      id: path.id,
      title: path.steps.map((step) => named(assessed, step.to).name).join(' → '),
      note: exactReading(path.likelihood, locale).text,
    })),
    ...techniques.map(({ id, title, key }) => ({ kind: 'technique' as const, id, title, note: key })),
  ];
}
