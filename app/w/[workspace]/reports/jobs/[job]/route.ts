/** How far a report is. */
import { handle } from '@/app/_door/handle';
import { viewReport } from '@/lib/portal/report-jobs';

export function GET(request: Request, { params }: RouteContext<'/w/[workspace]/reports/jobs/[job]'>) {
  return handle(request, async (caller) => {
    const { workspace, job } = await params;
    return Response.json(await viewReport(caller, workspace, job), {
      headers: { 'cache-control': 'no-store' },
    });
  });
}
