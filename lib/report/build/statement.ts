/** What a path says, in one sentence for a reader who will look at nothing else. */
import type { Context, ListedPath } from './context';

/** One path in a plain sentence. */
export function statementOf({ t, name, attack, number }: Context, { path, target }: ListedPath): string {
  return t('path.statement', {
    entry: name(path.entry),
    target: name(target.asset),
    steps: path.steps.length,
    attack: attack(path.attack),
    likelihood: number(path.likelihood),
    inherent: number(path.inherent),
  });
}
