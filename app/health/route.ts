/** For load balancers: 200 where the store answers, 503 where it does not. */
import { checkHealth } from '@/lib/portal/health';

export async function GET(): Promise<Response> {
  const { isHealthy } = await checkHealth();
  return Response.json(
    { status: isHealthy ? 'ok' : 'unavailable' },
    { status: isHealthy ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
