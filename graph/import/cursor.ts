/**
 * Tolerant reading of parsed JSON or YAML: a value with its JSON pointer. What is absent reads as absent;
 * what has the wrong type reads as absent too and leaves a warning with its place. Nothing throws.
 */
import { fitText } from './fit-fields';

export type Warn = (at: string, message: string) => void;

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

const typeOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'an object'
        : `a ${typeof value}`;

export class Cursor {
  readonly value: unknown;
  /** JSON pointer from the start of the document; `` is the whole. */
  readonly at: string;
  readonly #warn: Warn;

  constructor(value: unknown, at: string, warn: Warn) {
    this.value = value;
    this.at = at;
    this.#warn = warn;
  }

  get exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  get isObject(): boolean {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value);
  }

  get isList(): boolean {
    return Array.isArray(this.value);
  }

  /** The member of this name; absent where there is none. Only own members count. */
  get(...path: readonly string[]): Cursor {
    let current: Cursor = this;
    for (const key of path) {
      const value =
        current.isObject && Object.hasOwn(current.value as object, key)
          ? (current.value as Record<string, unknown>)[key]
          : undefined;
      current = new Cursor(value, `${current.at}/${escapePointer(key)}`, this.#warn);
    }
    return current;
  }

  /** Keys of an object, in document order. */
  keys(): readonly string[] {
    return this.isObject ? Object.keys(this.value as object) : [];
  }

  /** Members of an object, in document order. */
  entries(): readonly (readonly [string, Cursor])[] {
    return this.keys().map((key) => [key, this.get(key)]);
  }

  /** Text, trimmed; numbers and booleans as they are written; empty text is absent. */
  text(): string | undefined {
    if (typeof this.value === 'string') return fitText(this.value, 100_000) || undefined;
    if (typeof this.value === 'number' || typeof this.value === 'boolean') return String(this.value);
    if (this.exists) this.#warn(this.at, `Text was expected here, not ${typeOf(this.value)}; left out.`);
    return undefined;
  }

  /** Text where it is text; absent without a warning otherwise. */
  maybeText(): string | undefined {
    return typeof this.value === 'object' ? undefined : this.text();
  }

  /** A finite number, also where it is written as text. */
  number(): number | undefined {
    if (!this.exists) return undefined;
    const value =
      typeof this.value === 'string' && this.value.trim() !== '' ? Number(this.value) : this.value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    this.#warn(this.at, `A number was expected here, not ${typeOf(this.value)}; left out.`);
    return undefined;
  }

  flag(): boolean | undefined {
    if (typeof this.value === 'boolean') return this.value;
    if (this.value === 'true') return true;
    if (this.value === 'false') return false;
    if (this.exists)
      this.#warn(this.at, `true or false was expected here, not ${typeOf(this.value)}; left out.`);
    return undefined;
  }

  /** Items of a list; null items are skipped with a warning; a single value stands for a list of one. */
  items(): readonly Cursor[] {
    if (!this.exists) return [];
    if (!Array.isArray(this.value)) return [this];
    const items: Cursor[] = [];
    this.value.forEach((value: unknown, index) => {
      const item = new Cursor(value, `${this.at}/${index}`, this.#warn);
      if (item.exists) items.push(item);
      else this.#warn(item.at, 'An empty entry in this list was skipped.');
    });
    return items;
  }

  /** Items of a list that are objects; others are skipped with a warning. */
  objects(): readonly Cursor[] {
    return this.items().filter((item) => {
      if (item.isObject) return true;
      this.#warn(item.at, `An object was expected here, not ${typeOf(item.value)}; skipped.`);
      return false;
    });
  }

  /** Items of a list as texts. */
  texts(): readonly string[] {
    return this.items().flatMap((item) => item.text() ?? []);
  }

  warn(message: string): void {
    this.#warn(this.at, message);
  }
}
