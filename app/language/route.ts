/** Remembers the reader's language and goes back to where they were. */

import { pathWithin } from '@/app/_door/back';
import { field, handleAnybody, seeOther } from '@/app/_door/handle';
import { LANGUAGE_COOKIE } from '@/app/_language/request';
import { chooseLocale } from '@/lib/portal/language';

export function POST(request: Request): Promise<Response> {
  return handleAnybody(request, async () => {
    const form = await request.formData();
    const locale = chooseLocale(field(form, 'language'), null);
    return seeOther(pathWithin(field(form, 'back')), [
      `${LANGUAGE_COOKIE}=${locale}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`,
    ]);
  });
}
