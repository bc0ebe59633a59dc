import { field, handleAnybody, seeOther } from '@/app/_door/handle';
import { signInByPassword } from '@/lib/portal/identity';

export function POST(request: Request): Promise<Response> {
  return handleAnybody(request, async () => {
    const form = await request.formData();
    const outcome = await signInByPassword(request.headers, field(form, 'email'), field(form, 'password'));
    return 'cookies' in outcome
      ? seeOther('/', outcome.cookies)
      : seeOther(`/sign-in?problem=${outcome.problem}`);
  });
}
