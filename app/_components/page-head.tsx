/** The title block of a page: what this is, of which state, and the verdict. */
import type { ReactNode } from 'react';

export function PageHead({
  kicker,
  title,
  lead,
  actions,
}: {
  kicker: string;
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="mb-6 flex flex-wrap items-end justify-between gap-4 border-b border-ink pb-4">
      <div className="min-w-0">
        <p className="kicker">{kicker}</p>
        <h1 className="mt-1 [overflow-wrap:anywhere]">{title}</h1>
        {lead === undefined ? null : <p className="mt-2 max-w-[70ch]">{lead}</p>}
      </div>
      {actions === undefined ? null : <div className="no-print flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
