/**
 * Open-addressing table of exploration states: two node sets of up to 64 members each, as four 32-bit words,
 * with the probability mass gathered so far. Entries are numbered in order of arrival and never removed.
 */
export class StateTable {
  size = 0;
  words = new Int32Array(4 * 256);
  mass = new Float64Array(256);
  /** Next state of the same potential; −1 ends the list. */
  next = new Int32Array(256);
  private slots = new Int32Array(1024).fill(-1);

  /** Index of the state, entered with mass 0 where it is new. */
  enter(a: number, b: number, c: number, d: number): number {
    const slot = this.find(a, b, c, d);
    if (this.slots[slot]! >= 0) return this.slots[slot]!;
    const at = this.size++;
    if (at === this.mass.length) this.grow();
    this.words[4 * at] = a;
    this.words[4 * at + 1] = b;
    this.words[4 * at + 2] = c;
    this.words[4 * at + 3] = d;
    if (this.size * 2 > this.slots.length) this.rehash();
    else this.slots[slot] = at;
    return at;
  }

  private find(a: number, b: number, c: number, d: number): number {
    const { words, slots } = this;
    const mask = slots.length - 1;
    let slot = hash(a, b, c, d) & mask;
    for (;;) {
      const at = slots[slot]!;
      if (at < 0) return slot;
      const k = 4 * at;
      if (words[k] === a && words[k + 1] === b && words[k + 2] === c && words[k + 3] === d) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    const words = new Int32Array(this.words.length * 2);
    words.set(this.words);
    this.words = words;
    const mass = new Float64Array(this.mass.length * 2);
    mass.set(this.mass);
    this.mass = mass;
    const next = new Int32Array(this.next.length * 2);
    next.set(this.next);
    this.next = next;
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    const { words } = this;
    for (let at = 0; at < this.size; at++) {
      const k = 4 * at;
      this.slots[this.find(words[k]!, words[k + 1]!, words[k + 2]!, words[k + 3]!)] = at;
    }
  }
}

function hash(a: number, b: number, c: number, d: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae3d) ^ Math.imul(c, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 13), 0x165667b1) ^ Math.imul(d, 0x9e3779b1);
  return h ^ (h >>> 16);
}
