import { field, handle, seeOther } from '@/app/_door/handle';
import { isGraphError } from '@/graph/model/errors';
import { createWorkspace } from '@/lib/portal/workspaces';

export function POST(request: Request): Promise<Response> {
  return handle(request, async (caller) => {
    const form = await request.formData();
    try {
      const made = await createWorkspace(caller, field(form, 'name'));
      return seeOther(`/w/${made.id}`);
    } catch (error) {
      if (isGraphError(error, 'invalid')) return seeOther('/?problem=name');
      if (isGraphError(error, 'conflict')) return seeOther('/?problem=taken');
      throw error;
    }
  });
}
