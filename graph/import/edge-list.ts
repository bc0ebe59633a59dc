/**
 * Large graphs as text: one edge per line, `from<TAB>to<TAB>likelihood`, nodes numbered from 0; a JSON file
 * beside it says how many nodes there are, where poison can enter and what is asked. Bytes go straight into
 * typed arrays, chunk by chunk: no line ever becomes a string.
 */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { z } from 'zod';
import { GraphError } from '@/graph/model/errors';

export type EdgeList = {
  readonly n: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Likelihoods, 0 to 1, within one unit in the last place of the text. */
  readonly p: Float64Array;
};

const MAX_NODES = 100_000_000;
const node = z.int().min(0);

const metaSchema = z.object({
  n: z.int().min(1).max(MAX_NODES),
  entries: z.array(z.tuple([node, z.number().min(0).max(1)])),
  targets: z.array(node),
  topkTargets: z.array(node).default([]),
  blastAssets: z.array(node).default([]),
});

export type EdgeListMeta = z.infer<typeof metaSchema>;

/** Reads the meta file. Throws GraphError `invalid` with the JSON pointer of each fault. */
export function readEdgeListMeta(path: string): EdgeListMeta {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new GraphError('invalid', `${path} cannot be read as JSON: ${String(error)}`, [], error);
  }
  const parsed = metaSchema.safeParse(json);
  if (!parsed.success) {
    const details = parsed.error.issues.map((issue) => ({
      at: `/${issue.path.map(String).join('/')}`,
      message: issue.message,
    }));
    throw new GraphError('invalid', `${path} is refused: ${details[0]?.at}: ${details[0]?.message}`, details);
  }
  const meta = parsed.data;
  const named = [
    ...meta.entries.map(([v], k) => ({ v, at: `/entries/${k}/0` })),
    ...(['targets', 'topkTargets', 'blastAssets'] as const).flatMap((list) =>
      meta[list].map((v, k) => ({ v, at: `/${list}/${k}` })),
    ),
  ];
  const unknown = named.filter(({ v }) => v >= meta.n);
  if (unknown.length > 0) {
    const details = unknown
      .slice(0, 100)
      .map(({ v, at }) => ({ at, message: `no node ${v}: there are ${meta.n}, numbered from 0` }));
    throw new GraphError('invalid', `${path} is refused: ${details[0]?.at}: ${details[0]?.message}`, details);
  }
  return meta;
}

const CHUNK = 1 << 22;
/** Bytes of a short line: the first guess at the number of edges; pages never written cost nothing. */
const USUAL_LINE = 20;

/** Reads the edges of a graph of `n` nodes. Throws GraphError `invalid` with the line of the first fault. */
export function readEdgeList(path: string, n: number): EdgeList {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    throw new GraphError('invalid', `${path} cannot be read: ${String(error)}`, [], error);
  }
  try {
    return readChunks(file, path, n);
  } finally {
    closeSync(file);
  }
}

function readChunks(file: number, path: string, n: number): EdgeList {
  const { size } = fstatSync(file);
  const bytes = Buffer.allocUnsafe(Math.min(CHUNK, size + 1));
  const reader = new EdgeLineReader(path, n, Math.ceil(size / USUAL_LINE));
  let held = 0;
  let seen = 0;
  for (;;) {
    const got = readSync(file, bytes, held, bytes.length - held, null);
    const filled = held + got;
    seen += got;
    const end = got === 0 ? filled : bytes.lastIndexOf(10, filled - 1) + 1;
    if (got > 0 && end === 0 && filled === bytes.length) reader.refuse('the line is longer than any edge');
    reader.read(bytes, end, seen > 0 ? size / seen : 1);
    if (got === 0) return reader.finish();
    bytes.copyWithin(0, end, filled);
    held = filled - end;
  }
}

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const ZERO = 48;
const POINT = 46;
const POWERS = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));

class EdgeLineReader {
  private readonly path: string;
  private readonly n: number;
  private from: Int32Array;
  private to: Int32Array;
  private p: Float64Array;
  private count = 0;
  private line = 1;
  private at = 0;

  constructor(path: string, n: number, room: number) {
    this.path = path;
    this.n = n;
    this.from = new Int32Array(room);
    this.to = new Int32Array(room);
    this.p = new Float64Array(room);
  }

  /** Reads whole lines, the bytes before `end`; `stretch` is how much of the file there is per byte seen so far. */
  read(bytes: Uint8Array, end: number, stretch: number): void {
    this.at = 0;
    while (this.at < end) {
      const first = bytes[this.at];
      if (first === LINE_FEED || first === CARRIAGE_RETURN) {
        this.endLine(bytes, end);
        continue;
      }
      const from = this.node(bytes, end);
      const to = this.node(bytes, end);
      const p = this.likelihood(bytes, end);
      this.endLine(bytes, end);
      if (this.count === this.from.length) this.grow(stretch);
      this.from[this.count] = from;
      this.to[this.count] = to;
      this.p[this.count++] = p;
    }
  }

  finish(): EdgeList {
    const { n, count } = this;
    return {
      n,
      from: this.from.subarray(0, count),
      to: this.to.subarray(0, count),
      p: this.p.subarray(0, count),
    };
  }

  refuse(message: string): never {
    const at = `line ${this.line}`;
    throw new GraphError('invalid', `${this.path}, ${at}: ${message}. Write from<TAB>to<TAB>likelihood.`, [
      { at, message },
    ]);
  }

  private node(bytes: Uint8Array, end: number): number {
    const start = this.at;
    const value = this.digits(bytes, end);
    if (this.at === start || bytes[this.at] !== TAB) this.refuse('a node number and a tab are expected');
    if (value >= this.n) this.refuse(`no node ${value}: there are ${this.n}, numbered from 0`);
    this.at++;
    return value;
  }

  /** `0.…` and `1` go the fast way: two exact integers over exact powers of ten; anything else the slow one. */
  private likelihood(bytes: Uint8Array, end: number): number {
    const start = this.at;
    let value = Number.NaN;
    if (bytes[start + 1] === POINT && bytes[start] === ZERO) {
      this.at = start + 2;
      const head = this.digits(bytes, Math.min(end, start + 17));
      const headLength = this.at - start - 2;
      const rest = headLength === 15 ? this.digits(bytes, Math.min(end, start + 24)) : 0;
      value = head / (POWERS[headLength] ?? 1);
      if (rest > 0) value += rest / (POWERS[this.at - start - 2] ?? 1);
    }
    const ending = bytes[this.at];
    const isDone = this.at === end || ending === LINE_FEED || ending === CARRIAGE_RETURN;
    if (!(isDone && this.at > start + 2)) value = this.slowLikelihood(bytes, start, end);
    if (!(value >= 0 && value <= 1)) this.refuse('the likelihood is not a number from 0 to 1');
    return value;
  }

  private digits(bytes: Uint8Array, end: number): number {
    let { at } = this;
    let value = 0;
    for (; at < end; at++) {
      const digit = (bytes[at] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    this.at = at;
    return value;
  }

  private slowLikelihood(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && bytes[at] !== LINE_FEED && bytes[at] !== CARRIAGE_RETURN) at++;
    this.at = at;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, at - start).toString('latin1');
    return /^\d*\.?\d+(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  }

  private endLine(bytes: Uint8Array, end: number): void {
    if (bytes[this.at] === CARRIAGE_RETURN) this.at++;
    if (this.at < end && bytes[this.at] !== LINE_FEED) this.refuse('the line goes on after the likelihood');
    this.at++;
    this.line++;
  }

  private grow(stretch: number): void {
    const room = Math.max(1024, Math.ceil(this.count * Math.max(1.25, stretch * 1.02)));
    const from = new Int32Array(room);
    from.set(this.from);
    this.from = from;
    const to = new Int32Array(room);
    to.set(this.to);
    this.to = to;
    const p = new Float64Array(room);
    p.set(this.p);
    this.p = p;
  }
}
