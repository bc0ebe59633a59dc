/**
 * Chance without state: a number from 0 to 1 that is a function of (seed, stream, counter) alone. Draws do
 * not hang on the order in which they are made, so the same element of the same world is the same in every
 * what-if (common random numbers), on one thread or many.
 */

const MIX_A = 0x85ebca6b;
const MIX_B = 0xc2b2ae35;

function scramble(h: number): number {
  let x = h ^ (h >>> 16);
  x = Math.imul(x, MIX_A);
  x ^= x >>> 13;
  x = Math.imul(x, MIX_B);
  return x ^ (x >>> 16);
}

/** One well-mixed 32-bit word per (seed, stream), to be extended by `hashOnward`. */
export const hashStart = (seed: number, stream: number): number =>
  scramble(Math.imul(scramble(seed ^ 0x9e3779b9), 0x27d4eb2f) + Math.imul(stream, 0x165667b1));

/** A number in [0, 1) with 32 random bits: (start, counter) → chance. */
export const hashOnward = (start: number, counter: number): number =>
  (scramble(start ^ scramble(Math.imul(counter, 0x9e3779b1) + 0x7f4a7c15)) >>> 0) / 4294967296;

/** A number in [0, 1) with 53 random bits. */
export function counterHash(seed: number, stream: number, counter: number): number {
  const start = hashStart(seed, stream);
  const high = scramble(start ^ scramble(Math.imul(counter, 0x9e3779b1) + 0x7f4a7c15)) >>> 5;
  const low = scramble(start ^ scramble(Math.imul(counter, 0x85ebca77) + 0x3c6ef372)) >>> 6;
  return (high * 67108864 + low) / 9007199254740992;
}
