/** Addresses of the portal, each made in one place. */
import type { Route } from 'next';

type Params = Readonly<Record<string, string | number | undefined>>;

/** Typed routes cannot follow an address put together at run time; these functions are the promise it keeps. */
function address(path: string, params: Params = {}): Route {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value !== undefined) query.set(name, String(value));
  const text = query.size === 0 ? path : `${path}?${query}`;
  return text as Route;
}

export const places = {
  survey: (workspace: string) => address(`/w/${workspace}`),
  inventory: (workspace: string, params?: Params) => address(`/w/${workspace}/inventory`, params),
  asset: (workspace: string, id: string) => address(`/w/${workspace}/asset`, { id }),
  exposure: (workspace: string, params?: Params) => address(`/w/${workspace}/exposure`, params),
  path: (workspace: string, id: string, step?: number) => address(`/w/${workspace}/path`, { id, step }),
  techniques: (workspace: string) => address(`/w/${workspace}/techniques`),
  technique: (workspace: string, id: string) =>
    address(`/w/${workspace}/techniques/${encodeURIComponent(id)}`),
  importing: (workspace: string, params?: Params) => address(`/w/${workspace}/import`, params),
  reports: (workspace: string, params?: Params) => address(`/w/${workspace}/reports`, params),
} as const;
