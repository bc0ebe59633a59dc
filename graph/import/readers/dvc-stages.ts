/** DVC stages with `${…}` filled in and `foreach` and `matrix` written out as `stage@key`, as the lock names them. */
import type { Cursor } from '../cursor';

export type Stage = {
  readonly name: string;
  readonly stage: Cursor;
  /** Fills in variables; undefined where one is not known here. */
  readonly resolve: (text: string) => string | undefined;
};

type Variables = ReadonlyMap<string, string>;

const STAGES_MOST = 10_000;

/** Variables of the parameter file beside it and of the file itself, which wins. */
export function variablesOf(vars: Cursor, params: Cursor): Variables {
  const found = new Map<string, string>();
  flatten(params, '', found, 0);
  for (const item of vars.items()) if (item.isObject) flatten(item, '', found, 0);
  return found;
}

function flatten(value: Cursor, prefix: string, into: Map<string, string>, depth: number): void {
  for (const [key, item] of value.entries()) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (item.isObject && depth < 8) flatten(item, name, into, depth + 1);
    else {
      const text = item.maybeText();
      if (text !== undefined) into.set(name, text);
    }
  }
}

/** Every stage, expanded. */
export function expandStages(stages: Cursor, variables: Variables): readonly Stage[] {
  return stages
    .entries()
    .flatMap(([name, stage]) => expand(name, stage, variables))
    .slice(0, STAGES_MOST);
}

function expand(name: string, stage: Cursor, variables: Variables): readonly Stage[] {
  const foreach = stage.get('foreach');
  if (foreach.exists) {
    return eachOf(foreach).map(([key, item]) => ({
      name: `${name}@${key}`,
      stage: stage.get('do'),
      resolve: resolver(withItem(variables, 'item', item, key)),
    }));
  }
  const matrix = stage.get('matrix');
  if (matrix.isObject) {
    return combinations(matrix).map((combination) => {
      const inner = new Map(variables);
      for (const [axis, text] of combination) inner.set(`item.${axis}`, text);
      return {
        name: `${name}@${combination.map(([, text]) => text).join('-')}`,
        stage,
        resolve: resolver(inner),
      };
    });
  }
  return [{ name, stage, resolve: resolver(variables) }];
}

/** A list is numbered where its items are mappings, and named by its items where they are plain. */
function eachOf(foreach: Cursor): readonly (readonly [string, Cursor])[] {
  if (foreach.isObject) return foreach.entries();
  return foreach
    .items()
    .map((item, index) => [item.isObject ? String(index) : (item.maybeText() ?? String(index)), item]);
}

function withItem(variables: Variables, name: string, item: Cursor, key: string): Variables {
  const inner = new Map(variables);
  inner.set('key', key);
  const text = item.maybeText();
  if (text !== undefined) inner.set(name, text);
  if (item.isObject) flatten(item, name, inner, 0);
  return inner;
}

function combinations(matrix: Cursor): readonly (readonly (readonly [string, string])[])[] {
  let rows: (readonly (readonly [string, string])[])[] = [[]];
  for (const [axis, values] of matrix.entries()) {
    const texts = values.items().flatMap((item) => item.maybeText() ?? []);
    rows = rows.flatMap((row) => texts.map((text) => [...row, [axis, text] as const])).slice(0, STAGES_MOST);
  }
  return rows;
}

function resolver(variables: Variables): Stage['resolve'] {
  return (text) => {
    let current = text;
    for (let pass = 0; pass < 5 && current.includes('${'); pass++) {
      let missing = false;
      current = current.replace(/\$\{\s*([\w.-]+)\s*\}/g, (whole, name: string) => {
        const value = variables.get(name);
        if (value === undefined) missing = true;
        return value ?? whole;
      });
      if (missing) return undefined;
    }
    return current.includes('${') ? undefined : current.replaceAll('\\', '/');
  };
}
