/** CycloneDX formulation: workflows and tasks are pipelines; their inputs flow in, their outputs come out. */
import type { AssetKind } from '../../model/asset-kinds';
import type { Cursor } from '../cursor';
import { dependencyKind } from '../dependency-kind';
import { keysOfId, urlKey } from '../identity';
import type { ProposalBuilder, StatedFields } from '../proposal';
import { ownProperty } from './cyclonedx-component';

export type KnownAsset = { readonly key: string; readonly kind: AssetKind };

/** Looks up a bom-ref; notes those that the file does not hold. */
export type Resolve = (ref: string | undefined, place: Cursor) => KnownAsset | undefined;

/** States every workflow and task of a BOM. */
export function stateFormulation(into: ProposalBuilder, root: Cursor, resolve: Resolve): void {
  for (const formula of root.get('formulation').objects()) {
    for (const workflow of formula.get('workflows').objects()) {
      const key = stateStep(into, workflow, resolve);
      for (const task of workflow.get('tasks').objects())
        into.influence('runs', key, stateStep(into, task, resolve), task.at);
    }
  }
}

function stateStep(into: ProposalBuilder, step: Cursor, resolve: Resolve): string {
  const name =
    step.get('name').maybeText() ?? step.get('uid').maybeText() ?? step.get('bom-ref').maybeText() ?? 'step';
  const key = `step:${step.get('bom-ref').maybeText() ?? step.get('uid').maybeText() ?? name}`;
  const own = ownProperty(step, 'headwater:id');
  const keys = own === undefined ? [] : keysOfId(own);
  const fields: StatedFields = {
    declared: {
      kind: 'pipeline',
      name,
      description: step.get('description').maybeText(),
      properties: { taskTypes: step.get('taskTypes').texts().join(', ') },
    },
  };
  into.asset(key, step.at, fields, keys);
  for (const input of step.get('inputs').objects()) {
    const from = resourceOf(into, input, ['resource', 'source'], resolve);
    const kind = from && dependencyKind(from.kind, 'pipeline');
    if (from && kind)
      into.influence(kind, from.key, key, input.at, kind === 'base-of' ? { relation: 'unstated' } : {});
  }
  for (const output of step.get('outputs').objects()) {
    const to = resourceOf(into, output, ['resource', 'target'], resolve);
    if (!to) continue;
    if (to.kind === 'system') into.influence('writes', key, to.key, output.at);
    else if (to.kind !== 'source') into.influence('produces', key, to.key, output.at);
  }
  return key;
}

function resourceOf(
  into: ProposalBuilder,
  item: Cursor,
  names: readonly string[],
  resolve: Resolve,
): KnownAsset | undefined {
  for (const name of names) {
    const place = item.get(name);
    const known = resolve(place.get('ref').maybeText(), place.get('ref'));
    if (known) return known;
    const url = place.get('externalReference', 'url').maybeText();
    const key = url === undefined ? undefined : urlKey(url);
    if (url === undefined || key === undefined) continue;
    into.asset(
      `url:${key}`,
      place.at,
      { declared: { name: url, location: url }, inferred: { kind: 'source' } },
      [key],
    );
    return { key: `url:${key}`, kind: 'source' };
  }
  return undefined;
}
