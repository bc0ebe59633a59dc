import { field, handleAnybody, seeOther } from '@/app/_door/handle';
import { signInByLink } from '@/lib/portal/identity';

export function POST(request: Request): Promise<Response> {
  return handleAnybody(request, async () => {
    const form = await request.formData();
    const outcome = await signInByLink(field(form, 'code'));
    return 'cookies' in outcome ? seeOther('/', outcome.cookies) : seeOther('/sign-in?problem=link');
  });
}
