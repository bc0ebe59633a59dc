import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Gate } from '@/app/_components/gate';
import { requireCaller } from '@/app/_door/caller';
import { mayDo } from '@/lib/portal/access';
import { listOwnWorkspaces } from '@/lib/portal/workspaces';

/** Workspace choice. With one workspace and nothing else to do here, straight on to it. */
export default async function WorkspacesPage({ searchParams }: PageProps<'/'>) {
  const caller = await requireCaller();
  const [t, given, workspaces] = await Promise.all([
    getTranslations('portal.workspaces'),
    searchParams,
    listOwnWorkspaces(caller),
  ]);
  const [only] = workspaces;
  if (only && workspaces.length === 1 && given['choose'] === undefined && given['problem'] === undefined)
    redirect(`/w/${only.id}`);
  const problem = (['name', 'taken'] as const).find((known) => known === given['problem']);
  return (
    <Gate title={workspaces.length === 0 ? t('first') : t('title')} lead={t('lead')}>
      {problem === undefined ? null : (
        <p role="alert" className="notice notice-problem">
          {t(`problem.${problem}`)}
        </p>
      )}
      {workspaces.length === 0 ? null : (
        <ul className="border-t border-ink">
          {workspaces.map(({ id, name }) => (
            <li key={id} className="border-b border-line">
              <a
                className="flex min-h-11 items-center justify-between gap-4 no-underline hover:bg-shoal"
                href={`/w/${id}`}
              >
                <span className="font-semibold">{name}</span>
                <span className="code quiet">{id}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {mayDo(caller, 'workspace.create') ? (
        <form action="/workspaces" method="post" className="grid gap-1">
          <label htmlFor="workspace-name" className="font-semibold">
            {t('new')}
          </label>
          <div className="flex gap-2">
            <input
              id="workspace-name"
              className="field"
              name="name"
              required
              maxLength={120}
              placeholder={t('example')}
            />
            <button type="submit" className="button">
              {t('create')}
            </button>
          </div>
        </form>
      ) : null}
    </Gate>
  );
}
