/**
 * Checks a report against the assessment it carries. The attached JSON is taken out of the PDF without any other
 * tool; what follows from its own numbers is computed again, and what the PDF says of itself is compared with it.
 */
import { inflateSync } from 'node:zlib';
import { sha256 } from '@/graph/model/canonical';

export type Check = {
  /** kebab-case, one message each. */
  readonly code: string;
  /** What it is about: a path's id, an asset, a field. */
  readonly at: string;
  readonly expected: string;
  readonly found: string;
  readonly matches: boolean;
};

export type Verification = {
  readonly attachment: { readonly name: string; readonly sha256: string } | null;
  readonly checks: readonly Check[];
  readonly matches: boolean;
};

/** Relative difference that rounding in another order of multiplication can make. */
const TOLERANCE = 1e-9;

const NAME = /\/Type \/Filespec[\s\S]*?\/EF <<\s*\/F (\d+) 0 R\s*>>[\s\S]*?\/UF \(([^)]*)\)/;

/**
 * Takes a report's bytes. A PDF without an attached assessment verifies nothing and does not match. Throws
 * SyntaxError where the attachment is no JSON.
 */
export function verifyReport(pdf: Uint8Array): Verification {
  const raw = Buffer.from(pdf);
  const attachment = attachmentOf(raw);
  if (!attachment) return { attachment: null, checks: [], matches: false };
  const assessment: unknown = JSON.parse(attachment.bytes.toString('utf8'));
  const checks = [...identity(raw, assessment), ...arithmetic(assessment)];
  return {
    attachment: { name: attachment.name, sha256: sha256(attachment.bytes) },
    checks,
    matches: checks.length > 0 && checks.every(({ matches }) => matches),
  };
}

/** The first attached file, inflated. Objects of our PDFs stand uncompressed in the file, one after another. */
export function attachmentOf(raw: Buffer): { readonly name: string; readonly bytes: Buffer } | undefined {
  const text = raw.toString('latin1');
  const spec = text.match(NAME);
  if (!spec) return undefined;
  const [, id = '', name = ''] = spec;
  const start = text.search(new RegExp(`(^|\\n)${id} 0 obj\\n`));
  const head = text.slice(start, text.indexOf('stream\n', start));
  const length = Number(head.match(/\/Length (\d+)/)?.[1]);
  const from = text.indexOf('stream\n', start) + 'stream\n'.length;
  if (start < 0 || !Number.isInteger(length)) return undefined;
  const body = raw.subarray(from, from + length);
  return { name, bytes: head.includes('/FlateDecode') ? inflateSync(body) : body };
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const field = (value: unknown, name: string): unknown => (isFields(value) ? value[name] : undefined);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

/** What the PDF's metadata says it is of, against what the attachment is of. */
function identity(raw: Buffer, assessment: unknown): readonly Check[] {
  const text = raw.toString('utf8');
  const keywords = text.match(/<pdf:Keywords>([^<]*)</)?.[1] ?? '';
  const said = (label: string): string => keywords.match(new RegExp(`${label} ([0-9a-f]{64})`))?.[1] ?? '';
  return [
    same('snapshot', 'snapshot.hash', String(field(field(assessment, 'snapshot'), 'hash')), said('snapshot')),
    same(
      'catalogue',
      'catalogue.hash',
      String(field(field(assessment, 'catalogue'), 'hash')),
      said('catalogue'),
    ),
    same('engine', 'engine', String(field(assessment, 'engine')), keywords.split(', ').at(-1) ?? ''),
  ];
}

const same = (code: string, at: string, expected: string, found: string): Check => ({
  code,
  at,
  expected,
  found,
  matches: expected === found,
});

/** What the numbers of the attachment must be to each other. */
function arithmetic(assessment: unknown): readonly Check[] {
  return list(field(assessment, 'targets')).flatMap((target) => {
    const asset = String(field(target, 'asset'));
    const current = field(field(target, 'exposure'), 'current');
    const risk = number(field(target, 'impact')) * number(field(current, 'value'));
    return [
      close('risk', asset, risk, number(field(field(target, 'risk'), 'value'))),
      ordered(asset, current),
      ...list(field(target, 'paths')).flatMap((path) => pathChecks(path, number(field(current, 'high')))),
    ];
  });
}

function close(code: string, at: string, expected: number, found: number): Check {
  const matches = Math.abs(expected - found) <= TOLERANCE * Math.max(Math.abs(expected), Math.abs(found));
  return { code, at, expected: String(expected), found: String(found), matches };
}

/** A likelihood lies within its own bounds, and both within 0 and 1. */
function ordered(at: string, likelihood: unknown): Check {
  const [low, value, high] = ['low', 'value', 'high'].map((name) => number(field(likelihood, name)));
  const shown = `${low} ≤ ${value} ≤ ${high}`;
  const matches =
    low !== undefined &&
    value !== undefined &&
    high !== undefined &&
    0 <= low &&
    low <= value &&
    value <= high &&
    high <= 1;
  return { code: 'bounds', at, expected: '0 ≤ low ≤ value ≤ high ≤ 1', found: shown, matches };
}

/**
 * A path is no likelier than its target is exposed, and no likelier than the product of its steps unless a control
 * common to several of them was counted once, which can only raise it.
 */
function pathChecks(path: unknown, exposure: number): readonly Check[] {
  const at = String(field(path, 'id'));
  const steps = list(field(path, 'steps'));
  const likelihood = number(field(path, 'likelihood'));
  const product = steps.reduce<number>((value, step) => value * number(field(step, 'likelihood')), 1);
  const guarded = new Set<unknown>();
  const shared = steps.some((step) =>
    list(field(step, 'controls')).some((control) => guarded.size === guarded.add(control).size),
  );
  const within = likelihood <= exposure * (1 + TOLERANCE);
  const bound: Check = {
    code: 'path-within-exposure',
    at,
    expected: `≤ ${exposure}`,
    found: String(likelihood),
    matches: within,
  };
  return shared ? [bound] : [bound, close('path-product', at, product, likelihood)];
}
