'use client';

/** Where files are dropped or chosen. Without scripts it is a plain file field. */
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { DropZone, type FileDropItem } from 'react-aria-components';

export function FileDrop() {
  const t = useTranslations('portal.client.drop');
  const input = useRef<HTMLInputElement>(null);
  const [names, setNames] = useState<readonly string[]>([]);
  const read = () => setNames([...(input.current?.files ?? [])].map(({ name }) => name));
  const take = async (items: readonly FileDropItem[]) => {
    const held = new DataTransfer();
    for (const item of items) held.items.add(await item.getFile());
    if (!input.current || held.files.length === 0) return;
    input.current.files = held.files;
    read();
  };
  return (
    <div className="neatline">
      <DropZone
        aria-label={t('drop')}
        getDropOperation={(types) => (types.has('text/plain') ? 'cancel' : 'copy')}
        onDrop={(event) => take(event.items.filter((item): item is FileDropItem => item.kind === 'file'))}
        className="grid grid-cols-1 gap-3 px-6 py-8 data-[drop-target]:bg-shoal"
      >
        <label className="grid grid-cols-1 gap-2">
          <span className="font-serif text-[1.2rem] font-semibold">{t('drop')}</span>
          <input
            ref={input}
            type="file"
            name="files"
            multiple
            onChange={read}
            className="w-full min-w-0 file:mr-4 file:min-h-10 file:cursor-pointer file:border file:border-solid file:border-ink file:bg-sheet file:px-4 file:font-semibold file:text-ink"
          />
        </label>
        <p aria-live="polite" className="quiet">
          {names.length === 0 ? null : t('chosen', { count: names.length })}
        </p>
        {names.length === 0 ? null : (
          <ul>
            {names.slice(0, 20).map((name) => (
              <li key={name} className="code">
                {name}
              </li>
            ))}
          </ul>
        )}
      </DropZone>
    </div>
  );
}
