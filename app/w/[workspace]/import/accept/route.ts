/** Writes a preview that somebody has seen. */
import { places } from '@/app/_components/places';
import { field, handle, seeOther } from '@/app/_door/handle';
import { isGraphError } from '@/graph/model/errors';
import { acceptPreview } from '@/lib/portal/import-preview';

export function POST(request: Request, { params }: RouteContext<'/w/[workspace]/import/accept'>) {
  return handle(request, async (caller) => {
    const { workspace } = await params;
    const token = field(await request.formData(), 'token');
    try {
      const { count, revision } = await acceptPreview(caller, workspace, token);
      return seeOther(places.importing(workspace, { written: count, revision }));
    } catch (error) {
      if (isGraphError(error, 'conflict'))
        return seeOther(places.importing(workspace, { problem: 'changed' }));
      if (isGraphError(error, 'not-found'))
        return seeOther(places.importing(workspace, { problem: 'expired' }));
      throw error;
    }
  });
}
