/** Takes files, reads them, keeps what they would change, and goes to the page that shows it. */
import { places } from '@/app/_components/places';
import { handle, seeOther } from '@/app/_door/handle';
import { offerFiles, UPLOAD_LIMIT } from '@/lib/portal/import-preview';

export function POST(request: Request, { params }: RouteContext<'/w/[workspace]/import/preview'>) {
  return handle(request, async (caller) => {
    const { workspace } = await params;
    const length = Number(request.headers.get('content-length') ?? Number.NaN);
    if (!(length <= UPLOAD_LIMIT)) return seeOther(places.importing(workspace, { problem: 'size' }));
    const form = await request.formData();
    const files = form
      .getAll('files')
      .filter((part): part is File => part instanceof File && part.name !== '');
    if (files.length === 0) return seeOther(places.importing(workspace, { problem: 'none' }));
    const read = await Promise.all(
      files.map(async (file) => ({
        name: file.name.slice(0, 500),
        bytes: new Uint8Array(await file.arrayBuffer()),
      })),
    );
    return seeOther(places.importing(workspace, { preview: await offerFiles(caller, workspace, read) }));
  });
}
