/** Asks for a report and goes back to the list, where it is followed. */
import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { places } from '@/app/_components/places';
import { field, handle, seeOther } from '@/app/_door/handle';
import { chooseLocale } from '@/lib/portal/language';
import { startReport } from '@/lib/portal/report-jobs';

const format = z.enum(['pdf', 'html', 'md', 'json']).catch('pdf');

export function POST(request: Request, { params }: RouteContext<'/w/[workspace]/reports/jobs'>) {
  return handle(request, async (caller) => {
    const { workspace } = await params;
    const wanted = format.parse(field(await request.formData(), 'format'));
    await startReport(caller, workspace, wanted, chooseLocale(await getLocale(), null));
    return seeOther(places.reports(workspace));
  });
}
