/** Further rows of the inventory, for the table that fetches them as it is scrolled. */
import { handle } from '@/app/_door/handle';
import { listInventory } from '@/lib/portal/inventory';
import { readInventoryQuery } from '../query';

const MOST = 200;

export function GET(request: Request, { params }: RouteContext<'/w/[workspace]/inventory/rows'>) {
  return handle(request, async (caller) => {
    const { workspace } = await params;
    const asked = new URL(request.url).searchParams;
    const offset = Math.max(0, Number.parseInt(asked.get('offset') ?? '0', 10) || 0);
    const query = readInventoryQuery(Object.fromEntries(asked));
    const { rows, found } = await listInventory(caller, workspace, query, { offset, limit: MOST });
    return Response.json({ rows, found }, { headers: { 'cache-control': 'no-store' } });
  });
}
