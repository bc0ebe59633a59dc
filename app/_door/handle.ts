/** The shape of every route handler: own page only, signed in only, errors to answers in one place. */
import 'server-only';
import { isGraphError } from '@/graph/model/errors';
import type { Caller } from '@/lib/portal/access';
import { findCaller } from '@/lib/portal/identity';
import { mayChangeState } from '@/lib/portal/origin';

const STATUS = { 'not-found': 404, conflict: 409, invalid: 422, unavailable: 503, forbidden: 403 } as const;

const plain = (status: number, text: string) =>
  new Response(`${text}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });

/** Anything that went wrong as an answer: our own errors with their words, others without. */
export function toResponse(error: unknown): Response {
  if (isGraphError(error)) return plain(STATUS[error.code], error.message);
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return plain(500, 'Something went wrong on our side. Nothing was changed; try again.');
}

/** For handlers that anybody may call. */
export async function handleAnybody(request: Request, answer: () => Promise<Response>): Promise<Response> {
  try {
    if (!mayChangeState(request.method, request.headers))
      return plain(403, 'Refused: this change does not come from a page of this portal.');
    return await answer();
  } catch (error) {
    return toResponse(error);
  }
}

/** For handlers that need somebody signed in. What they may do is asked by the use case. */
export function handle(request: Request, answer: (caller: Caller) => Promise<Response>): Promise<Response> {
  return handleAnybody(request, async () => {
    const caller = await findCaller(request.headers);
    return caller ? answer(caller) : plain(401, 'Sign in first.');
  });
}

/** A redirect after a form, with cookies where there are some. The place is a path of ours. */
export function seeOther(path: string, setCookies: readonly string[] = []): Response {
  const headers = new Headers({
    location: path,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  for (const line of setCookies) headers.append('set-cookie', line);
  return new Response(null, { status: 303, headers });
}

/** A text field of a submitted form; empty where it is missing or a file. */
export function field(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
