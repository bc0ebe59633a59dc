/** Answers a use case's expected failures as pages: unknown or unseen things are "not found". */
import 'server-only';
import { notFound } from 'next/navigation';
import { isGraphError } from '@/graph/model/errors';

/** Runs a use case for a page. `not-found` becomes the not-found page; everything else goes on to the error page. */
export async function orNotFound<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isGraphError(error, 'not-found')) notFound();
    throw error;
  }
}
