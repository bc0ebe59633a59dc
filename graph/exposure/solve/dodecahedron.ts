/** The dodecahedron as an exposure graph: 20 nodes, 30 links both ways, a usual yardstick of exact solvers. */
import type { ExposureGraph } from '@/graph/model/exposure-graph';

/** Every arc has the likelihood `p`; poison enters at o0, the target is i5. */
export function dodecahedron(p: number): ExposureGraph {
  const links = Array.from({ length: 10 }, (_, i) => [
    [`o${i}`, `o${(i + 1) % 10}`] as const,
    [`o${i}`, `i${i}`] as const,
    [`i${i}`, `i${(i + 2) % 10}`] as const,
  ]).flat();
  return {
    nodes: [...new Set(links.flat())].map((id) => ({ id })),
    edges: links.flatMap(([a, b], k) => [
      { id: `${k}f`, from: a, to: b, p },
      { id: `${k}r`, from: b, to: a, p },
    ]),
    controls: [],
    entries: [{ node: 'o0', access: 1 }],
    targets: [{ node: 'i5', impact: 1 }],
  };
}
