/** Habits of BOM generators: jobs that pose as applications, base models in properties and tags. */
import type { Cursor } from '../cursor';
import { stateMention } from '../hub-placeholder';
import { hubReference, isHubName } from '../identity';
import { impliedRelation, relationNamed } from '../model-hints';
import type { ProposalBuilder } from '../proposal';
import { propertiesOf, tagsOf } from './cyclonedx-component';

/** Why an application in `metadata.component` is no deployed system; undefined where it may be one. */
export function namesNoSystem(main: Cursor, components: readonly Cursor[]): string | undefined {
  if (main.get('type').maybeText() !== 'application') return undefined;
  const name = main.get('name').maybeText() ?? '';
  const purl = main.get('purl').maybeText() ?? main.get('bom-ref').maybeText() ?? '';
  if (/^job-[\d-]/i.test(name) || /aibom-generator\/job-/i.test(purl))
    return `“${name}” names a run of the tool that wrote this file, not a deployed application; left out.`;
  const repeats = components.some(
    (component) =>
      component.get('type').maybeText() === 'machine-learning-model' &&
      component.get('name').maybeText()?.toLowerCase() === name.toLowerCase(),
  );
  return repeats ? `The application “${name}” only repeats the name of the model; left out.` : undefined;
}

type BaseMention = { readonly text: string; readonly at: string; readonly relation?: string | undefined };

/** States base models that generators put into properties and tags, for want of a pedigree. */
export function stateBaseModels(into: ProposalBuilder, component: Cursor, model: string): void {
  const properties = propertiesOf(component);
  const words = [...tagsOf(component), ...properties.map(([, value]) => value)];
  const mentions = [...inProperties(component), ...inTags(component)].filter(
    ({ text }) => isHubName(text) || hubReference(text) !== undefined,
  );
  for (const { text, at, relation } of mentions) {
    const base = stateMention(into, { type: 'model', text, at });
    const stated = relationNamed(relation);
    into.influence('base-of', base, model, at, stated ? { relation: stated } : {});
    if (stated) continue;
    into.influence(
      'base-of',
      base,
      model,
      at,
      { relation: impliedRelation(words, mentions.length) },
      'inferred',
    );
  }
}

function inProperties(component: Cursor): readonly BaseMention[] {
  return propertiesOf(component).flatMap(([name, value, { at }]) => {
    if (!/(^|[:._-])(base[_-]?models?|parent[_-]?models?)$/i.test(name)) return [];
    return value.split(/[,;\s]+/).map((text) => ({ text: text.replace(/[[\]"']/g, ''), at }));
  });
}

function inTags(component: Cursor): readonly BaseMention[] {
  return tagsOf(component).flatMap((tag, index) => {
    const [, relation, text] = /^base_model:(?:(\w+):)?(.+)$/.exec(tag) ?? [];
    return text ? [{ text, relation, at: `${component.get('tags').at}/${index}` }] : [];
  });
}
