/** Checks a `headwater/graph@1` file against its schema and tells every fault with line, column and remedy. */
import { isCollection, isMap, isNode, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import type { z } from 'zod';
import { type ErrorDetail, GraphError } from '../../model/errors';
import { INFLUENCE_KINDS } from '../../model/influence-kinds';
import { didYouMean } from '../did-you-mean';
import { HEADWATER_FIELDS, HEADWATER_SCHEMA, type HeadwaterFile, headwaterFile } from '../headwater-format';
import { duplicateKeyAt, lineAndColumn, parseYaml, type YamlReading } from '../parse-text';
import { member, type ParsedFile } from '../reader';

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

const SHOWN = 20;

export class HeadwaterCheck {
  readonly #file: ParsedFile;
  readonly #details: ErrorDetail[] = [];
  readonly #pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  #positions: YamlReading | undefined;

  constructor(file: ParsedFile) {
    this.#file = file;
    this.#positions = file.yaml[0];
  }

  /** The content, checked against the schema. Throws GraphError `invalid` listing every fault. */
  content(): HeadwaterFile {
    const [value] = this.#file.values;
    const edition = member(value, 'schema');
    if (edition !== HEADWATER_SCHEMA) {
      this.#fault(['schema'], `“${String(edition)}” is not an edition we read; write ${HEADWATER_SCHEMA}.`);
      this.refuseIfAny();
    }
    if (this.#file.values.length > 1)
      this.#details.push({
        at: this.#file.name,
        message: 'Several YAML documents stand in this file; put them into one.',
      });
    if (this.#file.form === 'json') this.#refuseDuplicates();
    const first = headwaterFile.safeParse(value);
    const result = first.success
      ? first
      : headwaterFile.safeParse(this.#numbersAsText(value, first.error.issues));
    if (!result.success) {
      for (const issue of result.error.issues) this.#issue(issue, []);
    }
    this.refuseIfAny();
    return result.data ?? { schema: HEADWATER_SCHEMA };
  }

  /** `line N` of a path, or its JSON pointer where lines are unknown. */
  place(path: Path): string {
    const offset = this.#file.form === 'yaml' ? this.#offset(path) : undefined;
    if (offset === undefined || !this.#positions) return `/${path.map(String).join('/')}`;
    return `line ${this.#positions.lines.linePos(offset).line}`;
  }

  /** Notes a reference to something that the file does not hold. */
  dangling(path: Path, id: string, candidates: Iterable<string>): void {
    const near = didYouMean(id, candidates);
    this.#fault(
      path,
      `“${id}” is not in this file. ${near ? `Did you mean “${near}”?` : 'Add it under assets, or correct the id.'}`,
    );
  }

  /** Throws GraphError `invalid` where anything was noted. */
  refuseIfAny(): void {
    const [first] = this.#details;
    if (!first) return;
    const more = this.#details.length - 1;
    const rest = more > 0 ? ` (${more} more ${more === 1 ? 'fault' : 'faults'} in this file)` : '';
    const { name } = this.#file;
    const place = first.at === name ? name : `${name}, ${first.at}`;
    throw new GraphError('invalid', `${place}: ${first.message}${rest}`, this.#details.slice(0, SHOWN));
  }

  #refuseDuplicates(): void {
    const found = duplicateKeyAt(this.#file.text);
    if (!found) return;
    this.#details.push({
      at: lineAndColumn(this.#file.text, found.offset),
      message: `“${found.key}” stands here a second time. Keep one of the two, or give one another id.`,
    });
  }

  #fault(path: Path, message: string, atKey = false): void {
    const offset = this.#offset(path, atKey);
    const at =
      offset === undefined ? `/${path.map(String).join('/')}` : lineAndColumn(this.#file.text, offset);
    this.#details.push({ at, message });
  }

  #issue(issue: Issue, prefix: Path): void {
    const path = [...prefix, ...issue.path];
    switch (issue.code) {
      case 'unrecognized_keys':
        for (const key of issue.keys)
          this.#fault(
            [...path, key],
            `“${key}” is not a field here.${suggestion(key, path.at(-1) === 'from' ? INFLUENCE_KINDS : HEADWATER_FIELDS)}`,
            true,
          );
        return;
      case 'invalid_value':
        if (this.#shown(path) === '') {
          this.#fault(
            path,
            `${String(path.at(-1))} is missing. Allowed: ${issue.values.map(String).join(', ')}.`,
          );
          return;
        }
        this.#fault(
          path,
          `${this.#shown(path)} is not allowed here.${suggestion(this.#shown(path), issue.values.map(String))} Allowed: ${issue.values.map(String).join(', ')}.`,
        );
        return;
      case 'invalid_union':
        for (const inner of likeliest(issue.errors)) this.#issue(inner, path);
        if (issue.errors.length === 0) this.#fault(path, `${issue.message}.`);
        return;
      case 'invalid_key':
        for (const inner of issue.issues.slice(0, 1)) this.#issue({ ...inner, path: [] }, path);
        return;
      case 'invalid_type':
        this.#fault(
          path,
          this.#shown(path) === ''
            ? `${String(path.at(-1) ?? 'the file')} is missing.`
            : `${this.#shown(path)} stands where a ${issue.expected} is expected.`,
        );
        return;
      default:
        this.#fault(path, `${this.#shown(path)} does not fit: ${issue.message}.`);
    }
  }

  #shown(path: Path): string {
    let value: unknown = this.#file.values[0];
    for (const key of path) {
      if (Array.isArray(value)) value = value[Number(key)];
      else if (typeof value === 'object' && value !== null && Object.hasOwn(value, key))
        value = member(value, String(key));
      else
        return typeof key === 'string' && value !== undefined && typeof value === 'object'
          ? ''
          : `“${String(key)}”`;
    }
    if (value === undefined) return '';
    if (typeof value === 'object')
      return value === null ? 'Nothing' : Array.isArray(value) ? 'A list' : 'A mapping';
    return `“${String(value).slice(0, 80)}”`;
  }

  /** Versions and names that YAML takes for numbers, as they are written. */
  #numbersAsText(value: unknown, issues: readonly Issue[]): unknown {
    const copy: unknown = structuredClone(value);
    for (const issue of issues) {
      if (issue.code !== 'invalid_type' || issue.expected !== 'string') continue;
      const parent = issue.path
        .slice(0, -1)
        .reduce<unknown>((at, key) => (Array.isArray(at) ? at[Number(key)] : member(at, String(key))), copy);
      const last = issue.path.at(-1);
      if (typeof parent !== 'object' || parent === null || last === undefined) continue;
      const written: unknown = Reflect.get(parent, last);
      if (typeof written !== 'number' && typeof written !== 'boolean') continue;
      const node = this.#positions?.document.getIn(issue.path, true);
      Reflect.set(parent, last, isScalar(node) && node.source ? node.source : String(written));
    }
    return copy;
  }

  /** The pairs of a mapping by key, kept, since every asset of a large file is looked up once or more. */
  #pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
    const known = this.#pairs.get(map);
    if (known) return known;
    const pairs = new Map(
      map.items.map((item) => [String(isScalar(item.key) ? item.key.value : item.key), item]),
    );
    this.#pairs.set(map, pairs);
    return pairs;
  }

  #offset(path: Path, atKey = false): number | undefined {
    if (!this.#positions) {
      if (this.#file.text.length > 2_000_000) return undefined;
      this.#positions = parseYaml(this.#file.text, this.#file.name)[0];
    }
    let node: unknown = this.#positions?.document.contents;
    let offset: number | undefined;
    for (const key of path) {
      if (isMap(node)) {
        const pair = this.#pairsOf(node).get(String(key));
        if (!pair) break;
        offset = startOf(pair.key) ?? offset;
        node = pair.value;
      } else if (isCollection(node)) {
        node = node.items[Number(key)];
        offset = startOf(node) ?? offset;
      } else break;
    }
    if (isScalar(node) && !atKey) return startOf(node) ?? offset;
    return offset;
  }
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? (node as Node).range?.[0] : undefined);

const suggestion = (word: string, candidates: Iterable<string>): string => {
  const near = didYouMean(word.replace(/[“”]/g, ''), candidates);
  return near ? ` Did you mean “${near}”?` : '';
};

/** Of a union's branches, the faults of the one that came furthest. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]): number => Math.max(0, ...issues.map(({ path }) => path.length));
  const typed = (issues: readonly Issue[]): number =>
    issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0) ? 0 : 1;
  return (
    [...branches].sort((a, b) => typed(b) - typed(a) || depth(b) - depth(a) || a.length - b.length)[0] ?? []
  );
}
