'use client';

/** Follows a report while it is built, then lets the page show the finished one. */
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { z } from 'zod';

const answer = z.object({ state: z.string(), share: z.number() });
const EVERY_MS = 700;

export function JobState({ workspace, id, share }: { workspace: string; id: string; share: number }) {
  const t = useTranslations('portal.client.job');
  const router = useRouter();
  const [built, setBuilt] = useState(share);
  useEffect(() => {
    const timer = setInterval(() => {
      fetch(`/w/${workspace}/reports/jobs/${id}`)
        .then((response) => response.json())
        .then((json) => {
          const job = answer.parse(json);
          setBuilt(job.share);
          if (job.state === 'running') return;
          clearInterval(timer);
          router.refresh();
        })
        .catch(() => undefined);
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [workspace, id, router]);
  const percent = Math.round(built * 100);
  return (
    <span role="status" className="inline-flex items-center gap-3">
      <progress
        value={built}
        max={1}
        className="h-2 w-24 accent-(--ink)"
        aria-label={t('running', { share: percent })}
      />
      {t('running', { share: percent })}
    </span>
  );
}
