/** A finished report as a file. Always a download: an HTML report must not run as a page of the portal. */
import { handle } from '@/app/_door/handle';
import { readReport } from '@/lib/portal/report-jobs';

export function GET(request: Request, { params }: RouteContext<'/w/[workspace]/reports/jobs/[job]/file'>) {
  return handle(request, async (caller) => {
    const { workspace, job } = await params;
    const { bytes, mediaType, name } = await readReport(caller, workspace, job);
    return new Response(bytes, {
      headers: {
        'content-type': mediaType,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'private, no-store',
      },
    });
  });
}
