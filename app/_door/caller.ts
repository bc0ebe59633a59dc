/** Who is asking, for pages and route handlers alike. The only way into a use case leads through here. */
import 'server-only';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Caller } from '@/lib/portal/access';
import { findCaller } from '@/lib/portal/identity';

/** The person signed in, looked up once per request; undefined where nobody is. */
export const currentCaller = cache(async (): Promise<Caller | undefined> => {
  await cookies();
  return findCaller(new Headers(await headers()));
});

/** The person signed in, or off to the sign-in page. */
export async function requireCaller(): Promise<Caller> {
  const caller = await currentCaller();
  if (!caller) redirect('/sign-in');
  return caller;
}
