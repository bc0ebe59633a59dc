/**
 * The tight form of the noisy-OR sweep: where two nodes feed each other, each is told what reaches the other
 * without it. Arcs without a counterpart carry the plain value, so acyclic stretches cost nothing extra.
 */
import type { Packed } from './packed-component';

export type Echoes = {
  /** Message an arc carries instead of its tail's value; −1 where the plain value will do. */
  readonly messageOf: Int32Array;
  /** Messages sent by member i: offset[i] … offset[i+1]−1. */
  readonly offset: Int32Array;
  /** Member each message is sent to, and therefore leaves out. */
  readonly without: Int32Array;
  readonly value: Float64Array;
};

/** A member that would send more messages than this times its arcs sends plain values: sound, only less tight. */
const MAX_WORK = 4_096;

/** Finds the arcs with a counterpart in the opposite direction. O(arcs). */
export function findEchoes(packed: Packed): Echoes {
  const { size, offset, tail } = packed;
  const outOffset = new Int32Array(size + 1);
  for (let k = 0; k < offset[size]!; k++) outOffset[tail[k]! + 1]!++;
  for (let i = 0; i < size; i++) outOffset[i + 1]! += outOffset[i]!;
  const next = outOffset.slice(0, size);
  const outArc = new Int32Array(offset[size]!);
  const headOf = new Int32Array(offset[size]!);
  for (let i = 0; i < size; i++) {
    for (let k = offset[i]!; k < offset[i + 1]!; k++) {
      outArc[next[tail[k]!]!++] = k;
      headOf[k] = i;
    }
  }
  const messageOf = new Int32Array(offset[size]!).fill(-1);
  const feeds = new Int32Array(size).fill(-1);
  const starts = new Int32Array(size + 1);
  const without: number[] = [];
  for (let i = 0; i < size; i++) {
    const degree = offset[i + 1]! - offset[i]!;
    for (let k = offset[i]!; k < offset[i + 1]!; k++) feeds[tail[k]!] = i;
    for (let j = outOffset[i]!; j < outOffset[i + 1]!; j++) {
      const k = outArc[j]!;
      if (feeds[headOf[k]!] !== i || (without.length - starts[i]! + 1) * degree > MAX_WORK) continue;
      messageOf[k] = without.length;
      without.push(headOf[k]!);
    }
    starts[i + 1] = without.length;
  }
  return {
    messageOf,
    offset: starts,
    without: Int32Array.from(without),
    value: new Float64Array(without.length),
  };
}

/** One sweep from below over members and messages; returns the largest relative change. */
export function sendMessages(packed: Packed, echoes: Echoes, y: Float64Array): number {
  let change = 0;
  for (let i = 0; i < packed.size; i++) {
    const value = gather(packed, echoes, y, i, -1);
    if (value > y[i]!) {
      change = Math.max(change, (value - y[i]!) / value);
      y[i] = value;
    }
    for (let j = echoes.offset[i]!; j < echoes.offset[i + 1]!; j++) {
      const message = gather(packed, echoes, y, i, echoes.without[j]!);
      if (message <= echoes.value[j]!) continue;
      change = Math.max(change, (message - echoes.value[j]!) / message);
      echoes.value[j] = message;
    }
  }
  return change;
}

function gather(packed: Packed, echoes: Echoes, y: Float64Array, i: number, without: number): number {
  const { offset, tail, weight, hit, miss } = packed;
  let value = hit[i]!;
  let left = miss[i]!;
  for (let k = offset[i]!, end = offset[i + 1]!; k < end; k++) {
    const u = tail[k]!;
    if (u === without) continue;
    const message = echoes.messageOf[k]!;
    const through = weight[k]! * (message < 0 ? y[u]! : echoes.value[message]!);
    value += left * through;
    left *= 1 - through;
  }
  return value;
}
