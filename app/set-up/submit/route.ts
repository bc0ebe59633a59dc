import { field, handleAnybody, seeOther } from '@/app/_door/handle';
import { setUp } from '@/lib/portal/identity';

export function POST(request: Request): Promise<Response> {
  return handleAnybody(request, async () => {
    const form = await request.formData();
    const code = field(form, 'code');
    const outcome = await setUp(request.headers, {
      code,
      name: field(form, 'name'),
      email: field(form, 'email'),
      password: field(form, 'password'),
    });
    if ('cookies' in outcome) return seeOther('/', outcome.cookies);
    return seeOther(`/set-up?${new URLSearchParams({ code, problem: outcome.problem })}`);
  });
}
