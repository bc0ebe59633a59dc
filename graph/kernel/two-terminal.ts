/** The exact solvers in order: reduce, then the frontier pass where the rest is acyclic, else exploration. */
import { solveExploration } from './exploration';
import { solveFrontier } from './frontier';
import type { Piece, Solved } from './piece';
import { reducePiece } from './reduce';

/**
 * Probability that the piece's target is reached from its source, exactly, within `budget` states; null where
 * that does not suffice. With `withGradient`, the derivative by every arc of the piece (arcs of chance 0
 * excepted: their entry is 0).
 */
export function solveTwoTerminal(piece: Piece, budget: number, withGradient = false): Solved | null {
  const { piece: reduced, backward } = reducePiece(piece);
  const solved = solveReduced(reduced, budget, withGradient);
  if (solved === null) return null;
  return { ...solved, gradient: solved.gradient === null ? null : backward(solved.gradient) };
}

function solveReduced(piece: Piece, budget: number, withGradient: boolean): Solved | null {
  if (piece.target < 0) {
    return { yes: 0, no: 1, states: 1, gradient: withGradient ? new Float64Array(piece.tail.length) : null };
  }
  if (piece.tail.length === 1) {
    const gradient = withGradient ? Float64Array.of(1) : null;
    return { yes: piece.yes[0]!, no: piece.no[0]!, states: 1, gradient };
  }
  return solveFrontier(piece, budget, withGradient) ?? solveExploration(piece, budget, withGradient);
}
