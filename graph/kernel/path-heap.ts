/** A small binary heap of (node, key) pairs, largest key first, equal keys last in first out; entries may repeat. */
export class PathHeap {
  size = 0;
  private nodes = new Int32Array(256);
  private keys = new Float64Array(256);

  clear(): void {
    this.size = 0;
  }

  push(node: number, key: number): void {
    if (this.size === this.nodes.length) this.grow();
    const { nodes, keys } = this;
    let at = this.size++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (keys[up]! >= key) break;
      nodes[at] = nodes[up]!;
      keys[at] = keys[up]!;
      at = up;
    }
    nodes[at] = node;
    keys[at] = key;
  }

  /** Takes the node of largest key out; the heap must not be empty. */
  pop(): number {
    const { nodes, keys } = this;
    const top = nodes[0]!;
    const size = --this.size;
    const node = nodes[size]!;
    const key = keys[size]!;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && keys[child + 1]! > keys[child]!) child++;
      if (keys[child]! <= key) break;
      nodes[at] = nodes[child]!;
      keys[at] = keys[child]!;
      at = child;
    }
    nodes[at] = node;
    keys[at] = key;
    return top;
  }

  private grow(): void {
    const nodes = new Int32Array(this.nodes.length * 2);
    nodes.set(this.nodes);
    this.nodes = nodes;
    const keys = new Float64Array(this.keys.length * 2);
    keys.set(this.keys);
    this.keys = keys;
  }
}
