'use client';

/** The command palette: Ctrl+K or ⌘K, then a few letters of an asset, a path, a technique or a place. */
import { Command } from 'cmdk';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button, Dialog, DialogTrigger, Modal, ModalOverlay } from 'react-aria-components';
import { z } from 'zod';

const found = z.array(
  z.object({
    group: z.enum(['place', 'asset', 'path', 'technique']),
    title: z.string(),
    note: z.string(),
    href: z.string(),
  }),
);
type Found = z.infer<typeof found>;

const GROUPS = ['place', 'asset', 'path', 'technique'] as const;
const PAUSE_MS = 120;

function useFound(workspace: string, text: string, isOpen: boolean): Found {
  const [results, setResults] = useState<Found>([]);
  useEffect(() => {
    if (!isOpen) return;
    const asking = new AbortController();
    const timer = setTimeout(() => {
      fetch(`/w/${workspace}/find?${new URLSearchParams({ text })}`, { signal: asking.signal })
        .then((answer) => (answer.ok ? answer.json() : []))
        .then((json) => setResults(found.parse(json)))
        .catch(() => undefined);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [workspace, text, isOpen]);
  return results;
}

function useShortcut(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      open();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [open]);
}

export function Palette({ workspace }: { workspace: string }) {
  const t = useTranslations('portal.client.palette');
  const [isOpen, setOpen] = useState(false);
  useShortcut(() => setOpen(true));
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button className="button min-h-9 justify-between lg:w-full">
        {t('open')} <kbd className="code quiet font-normal">Ctrl K</kbd>
      </Button>
      <ModalOverlay
        isDismissable
        className="fixed inset-0 z-40 bg-[color-mix(in_srgb,var(--ink)_45%,transparent)] p-3 pt-[10vh]"
      >
        <Modal className="mx-auto max-w-2xl">
          <Dialog aria-label={t('title')} className="neatline outline-none">
            <Finder workspace={workspace} close={() => setOpen(false)} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

function Finder({ workspace, close }: { workspace: string; close: () => void }) {
  const t = useTranslations('portal.client.palette');
  const router = useRouter();
  const [text, setText] = useState('');
  const results = useFound(workspace, text, true);
  const go = (href: string) => {
    close();
    router.push(href as Route);
  };
  return (
    <Command label={t('title')} shouldFilter={false} className="max-h-[70vh] overflow-y-auto p-3">
      <Command.Input
        autoFocus
        value={text}
        onValueChange={setText}
        placeholder={t('placeholder')}
        className="field"
      />
      <Command.List label={t('results')} className="mt-2">
        <Command.Empty className="p-3 quiet">{t('nothing')}</Command.Empty>
        {GROUPS.map((group) => {
          const items = results.filter((item) => item.group === group);
          if (items.length === 0) return null;
          return (
            <Command.Group key={group} heading={t(`group.${group}`)} className="palette-group">
              {items.map((item) => (
                <Command.Item
                  key={item.href}
                  value={item.href}
                  onSelect={go}
                  className="flex min-h-9 cursor-pointer items-baseline justify-between gap-4 px-2 py-1.5 data-[selected=true]:bg-shoal data-[selected=true]:shadow-[inset_3px_0_var(--ink)]"
                >
                  <span>{item.title}</span>
                  <span className="quiet text-right text-[0.875rem]">{item.note}</span>
                </Command.Item>
              ))}
            </Command.Group>
          );
        })}
      </Command.List>
    </Command>
  );
}
