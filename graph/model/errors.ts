/**
 * What can go wrong with the graph, as one small closed union. Each message names the thing, the value and
 * the remedy; expected outcomes (no path, nothing exposed) are values, not errors.
 */
export type GraphErrorCode =
  /** No such record or workspace. */
  | 'not-found'
  /** Somebody changed the same records since; `details` lists them. Nothing was written. */
  | 'conflict'
  /** The change or file breaks a rule; `details` lists each place. Nothing was written. */
  | 'invalid'
  /** The store cannot be reached or refuses service; trying again may help. */
  | 'unavailable'
  /** The user may not do this. */
  | 'forbidden';

export type ErrorDetail = { readonly at: string; readonly message: string };

export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly code: GraphErrorCode;
  readonly details: readonly ErrorDetail[];

  constructor(code: GraphErrorCode, message: string, details: readonly ErrorDetail[] = [], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }
}

/** True for a GraphError of this code, also one that crossed a module boundary. */
export const isGraphError = (error: unknown, code?: GraphErrorCode): error is GraphError =>
  error instanceof GraphError && (code === undefined || error.code === code);
