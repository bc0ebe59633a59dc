/** The page before the portal: sign-in and set-up stand on a small chart of their own. */
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Mark } from './mark';

export async function Gate({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const t = await getTranslations('portal.shell');
  return (
    <main
      id="content"
      className="mx-auto grid min-h-screen max-w-5xl content-center gap-10 px-4 py-10 md:grid-cols-[1.1fr_1fr] md:items-center"
    >
      <div>
        <p className="flex items-center gap-3 font-serif text-[1.75rem] font-semibold leading-none">
          <Mark size={36} /> Headwater
        </p>
        <p className="mt-6 max-w-[28ch] font-serif text-xl leading-snug">{t('promise')}</p>
        <Confluence />
      </div>
      <section className="neatline" aria-labelledby="gate-title">
        <div className="px-5 py-6 sm:px-8">
          <h1 id="gate-title">{title}</h1>
          {lead === undefined ? null : <p className="mt-2 quiet">{lead}</p>}
          <div className="mt-5 grid gap-4">{children}</div>
        </div>
      </section>
    </main>
  );
}

/** A river system with one spoiled tributary: what the product is about, in one drawing. */
function Confluence() {
  return (
    <svg viewBox="0 0 440 190" className="mt-8 w-full max-w-md" aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" strokeLinecap="round" className="text-ink">
        <path d="M4 22C70 22 84 60 150 60s70 34 140 34" strokeWidth="2" />
        <path d="M4 66c50 0 76-6 146-6" strokeWidth="1.5" />
        <path d="M4 112c60 0 84 44 150 44s80-62 136-62h60" strokeWidth="2" />
        <path d="M350 94h86" strokeWidth="3.5" />
        <path d="M60 46v22M66 46v22" strokeWidth="1" />
      </g>
      <g fill="none" strokeLinecap="round" className="stroke-poison">
        <path d="M4 168c50 0 76-12 150-12s80-62 136-62h146" strokeWidth="4" />
        <path d="M214 136l10-2-5 9M352 88l9 6-9 6" strokeWidth="2" />
      </g>
      <g className="fill-sheet stroke-ink" strokeWidth="1.5">
        <rect x="143" y="53" width="14" height="14" />
        <rect x="147" y="149" width="14" height="14" />
        <path d="M290 84l9 5v10l-9 5-9-5V89z" />
        <rect x="404" y="84" width="20" height="20" />
        <rect x="407.5" y="87.5" width="13" height="13" fill="none" />
      </g>
      <circle cx="8" cy="168" r="6" className="fill-poison" />
    </svg>
  );
}
