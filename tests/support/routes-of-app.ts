// Every address that the pages and route handlers of app/ answer, found in the folder itself, so that a new route
// is tested without anybody naming it.

import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const APP = fileURLToPath(new URL('../../app', import.meta.url));

export type AppRoute = {
  kind: 'page' | 'handler';
  /** As Next writes it: `/[locale]/organisations/[id]`. */
  pattern: string;
  /** Who it is for, by the group that it stands in: `public`, `workspace`, `admin`; null outside a group. */
  group: string | null;
};

export function routesOfApp(): AppRoute[] {
  return globSync('**/{page.tsx,route.ts,route.tsx}', { cwd: APP })
    .sort()
    .map((file) => {
      const segments = file.split('/').slice(0, -1);
      const group = segments.find((segment) => segment.startsWith('('))?.slice(1, -1) ?? null;
      const path = segments.filter((segment) => !segment.startsWith('('));
      return { kind: file.endsWith('page.tsx') ? 'page' : 'handler', pattern: `/${path.join('/')}`, group };
    });
}

/** The address with its parameters filled in; `values` by name. */
export function filled(pattern: string, values: Record<string, string>): string {
  return pattern.replace(/\[(\w+)\]/g, (_, name: string) => values[name] ?? name);
}
