/** An indexed 4-ary heap on the integers 0 … n−1, largest key first; ties give the lowest integer first. */
export class MaxHeap {
  size = 0;
  private readonly items: Int32Array;
  private readonly place: Int32Array;
  private readonly key: Float64Array;

  /** `key` is shared with the caller, who changes an entry only through `raise`. */
  constructor(key: Float64Array) {
    this.key = key;
    this.items = new Int32Array(key.length);
    this.place = new Int32Array(key.length).fill(-1);
  }

  /** Enters the item, or moves it up, after its key was raised to `value`. */
  raise(item: number, value: number): void {
    const { items, place, key } = this;
    key[item] = value;
    let at = place[item]!;
    if (at < 0) at = this.size++;
    while (at > 0) {
      const up = (at - 1) >> 2;
      const other = items[up]!;
      const k = key[other]!;
      if (k > value || (k === value && other < item)) break;
      items[at] = other;
      place[other] = at;
      at = up;
    }
    items[at] = item;
    place[item] = at;
  }

  /** Takes the item of largest key out; the heap must not be empty. */
  pop(): number {
    const { items, place } = this;
    const top = items[0]!;
    place[top] = -1;
    const last = items[--this.size]!;
    if (this.size > 0) this.sink(last);
    return top;
  }

  private sink(item: number): void {
    const { items, place, key, size } = this;
    const value = key[item]!;
    let at = 0;
    for (;;) {
      const first = 4 * at + 1;
      if (first >= size) break;
      let best = first;
      let bestItem = items[first]!;
      let bestKey = key[bestItem]!;
      for (let c = first + 1, end = Math.min(first + 4, size); c < end; c++) {
        const other = items[c]!;
        const k = key[other]!;
        if (k > bestKey || (k === bestKey && other < bestItem)) {
          best = c;
          bestItem = other;
          bestKey = k;
        }
      }
      if (value > bestKey || (value === bestKey && item < bestItem)) break;
      items[at] = bestItem;
      place[bestItem] = at;
      at = best;
    }
    items[at] = item;
    place[item] = at;
  }
}
