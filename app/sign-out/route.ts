import { handleAnybody, seeOther } from '@/app/_door/handle';
import { endSession } from '@/lib/portal/identity';

export function POST(request: Request): Promise<Response> {
  return handleAnybody(request, async () => seeOther('/sign-in', await endSession(request.headers)));
}
