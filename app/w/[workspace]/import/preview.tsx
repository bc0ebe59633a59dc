/** What an import would change: file by file with its warnings, then the records, then the one decision. */

import { getTranslations } from 'next-intl/server';
import { Link } from '@/app/_components/link';
import { places } from '@/app/_components/places';
import { ScrollRegion } from '@/app/_components/scroll-region';
import type { ShownPreview } from '@/lib/portal/import-preview';

const MOST_WARNINGS = 50;

export async function Preview({ preview, workspace }: { preview: ShownPreview; workspace: string }) {
  const t = await getTranslations('portal.import.preview');
  return (
    <div className="grid grid-cols-1 gap-8">
      <form
        action={`/w/${workspace}/import/accept`}
        method="post"
        className="flex flex-wrap items-center gap-3"
      >
        <input type="hidden" name="token" value={preview.token} />
        {preview.isEmpty ? (
          <p className="notice max-w-prose">{t('nothing')}</p>
        ) : (
          <button type="submit" className="button button-main">
            {t('accept')}
          </button>
        )}
        <Link className="button" href={places.importing(workspace)}>
          {t('again')}
        </Link>
      </form>
      <Files preview={preview} />
      <Conflicts preview={preview} />
      <Records preview={preview} />
    </div>
  );
}

async function Files({ preview }: { preview: ShownPreview }) {
  const t = await getTranslations('portal.import.preview');
  return (
    <section aria-labelledby="files">
      <h2 id="files">{t('files')}</h2>
      <ScrollRegion labelledBy="files">
        <table className="sheet mt-2 min-w-[40rem]">
          <thead>
            <tr>
              <th scope="col">{t('file')}</th>
              <th scope="col">{t('format')}</th>
              <th scope="col" className="number">
                {t('assets')}
              </th>
              <th scope="col" className="number">
                {t('influences')}
              </th>
              <th scope="col">{t('warnings')}</th>
            </tr>
          </thead>
          <tbody>
            {preview.files.map((file) => (
              <tr key={file.file}>
                <th scope="row" className="code max-w-[18rem]">
                  {file.file}
                </th>
                <td>{file.format ?? '–'}</td>
                <td className="number">{file.assets}</td>
                <td className="number">{file.influences}</td>
                <td className="max-w-[30rem]">
                  {file.error === null ? (
                    <Warnings file={file} />
                  ) : (
                    <div className="notice notice-problem">
                      <p className="font-semibold">{t('refused')}</p>
                      <p className="whitespace-pre-line [overflow-wrap:anywhere]">{file.error}</p>
                    </div>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

async function Warnings({ file }: { file: ShownPreview['files'][number] }) {
  const t = await getTranslations('portal.import.preview');
  if (file.warnings.length === 0) return <span className="quiet">{t('noWarnings')}</span>;
  return (
    <details open={file.warnings.length <= 3}>
      <summary className="min-h-6 cursor-pointer">
        {t('warningCount', { count: file.warnings.length })}
      </summary>
      <ul className="mt-1 grid gap-1">
        {file.warnings.slice(0, MOST_WARNINGS).map(({ at, message }) => (
          <li key={`${at} ${message}`} className="border-l-2 border-stale pl-2">
            {message} <span className="code quiet">{at}</span>
          </li>
        ))}
      </ul>
      {file.warnings.length > MOST_WARNINGS ? (
        <p className="quiet">{t('more', { count: file.warnings.length - MOST_WARNINGS })}</p>
      ) : null}
    </details>
  );
}

async function Conflicts({ preview }: { preview: ShownPreview }) {
  const t = await getTranslations('portal.import.preview');
  if (preview.conflicts.length === 0) return null;
  return (
    <section aria-labelledby="conflicts" className="notice notice-unknown">
      <h2 id="conflicts">{t('conflicts')}</h2>
      <p>{t('conflictLead')}</p>
      <ul className="mt-2">
        {preview.conflicts.slice(0, 50).map((conflict) => (
          <li key={JSON.stringify(conflict)} className="code">
            {Object.values(conflict)
              .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
              .join(' · ')}
          </li>
        ))}
      </ul>
    </section>
  );
}

async function Records({ preview }: { preview: ShownPreview }) {
  const t = await getTranslations('portal.import.preview');
  if (preview.records.length === 0) return null;
  const words = { new: t('newRecord'), changed: t('changedRecord'), removed: t('removedRecord') };
  return (
    <section aria-labelledby="records">
      <h2 id="records">{t('records')}</h2>
      <ul className="mt-2 border-t border-ink">
        {preview.records.map((line) => (
          <li
            key={`${line.type} ${line.id}`}
            className="grid grid-cols-[5rem_6rem_minmax(0,1fr)] gap-3 border-b border-line py-1.5"
          >
            <span className={line.state === 'new' ? 'text-verified' : 'text-stale'}>{words[line.state]}</span>
            <span className="quiet">
              {t.has(`record.${line.type}`) ? t(`record.${line.type}`) : line.type}
            </span>
            <span className="[overflow-wrap:anywhere]">{line.name}</span>
          </li>
        ))}
      </ul>
      {preview.recordCount > preview.records.length ? (
        <p className="quiet mt-2">{t('more', { count: preview.recordCount - preview.records.length })}</p>
      ) : null}
    </section>
  );
}
