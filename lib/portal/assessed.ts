/** The assessment of a workspace beside the graph it is of: what every page about exposure starts from. */
import type { Assessment, ExposurePath, TargetExposure } from '@/graph/exposure/assessment';
import type { AssetKind } from '@/graph/model/asset-kinds';
import type { Catalogue } from '@/graph/model/catalogue';
import type { WorkspaceInfo } from '@/graph/store/store';
import type { Rename } from '@/lib/messages/phrase';
import { type Caller, openWorkspace } from './access';
import { assessWorkspace } from './assess';
import { type GraphView, viewGraph } from './graph-view';
import { catalogue } from './wiring';

export type AssessedView = {
  readonly info: WorkspaceInfo;
  readonly view: GraphView;
  readonly assessment: Assessment;
  readonly catalogue: Catalogue;
};

/** Opens, reads and assesses. Throws as `openWorkspace` and the store do. */
export async function viewAssessed(caller: Caller, workspace: string): Promise<AssessedView> {
  const { info, graph } = await openWorkspace(caller, workspace);
  const [view, { assessment }, known] = await Promise.all([
    viewGraph(graph),
    assessWorkspace(graph),
    catalogue(),
  ]);
  return { info, view, assessment, catalogue: known };
}

/** An asset as it is named on a page. */
export type Named = { readonly id: string; readonly name: string; readonly kind: AssetKind | null };

export function named({ view }: Pick<AssessedView, 'view'>, id: string): Named {
  const asset = view.assets.get(id);
  return { id, name: asset?.name ?? id, kind: asset?.kind ?? null };
}

/** Puts names of assets and controls in the place of their ids in a sentence. */
export const renaming =
  ({ view, catalogue: known }: Pick<AssessedView, 'view' | 'catalogue'>): Rename =>
  (_, value) =>
    view.assets.get(value)?.name ??
    known.controls.find(({ id }) => id === value)?.name ??
    known.techniques.find(({ id }) => id === value)?.title ??
    value;

/** Every listed path with its target, in the assessment's order. */
export function pathsOf(
  assessment: Assessment,
): readonly { readonly path: ExposurePath; readonly target: TargetExposure }[] {
  return assessment.targets.flatMap((target) => target.paths.map((path) => ({ path, target })));
}

/** A technique as a page names it: its title, its key with edition, and our id where we look for it. */
export type NamedTechnique = { readonly id: string | null; readonly key: string; readonly title: string };

export function namedTechnique(
  { catalogue: known }: Pick<AssessedView, 'catalogue'>,
  key: string,
): NamedTechnique {
  const ours = known.techniques.find((technique) => technique.key === key);
  const entry = known.taxonomies.flatMap(({ entries }) => entries).find((item) => item.key === key);
  return { id: ours?.id ?? null, key, title: ours?.title ?? entry?.name ?? key };
}
