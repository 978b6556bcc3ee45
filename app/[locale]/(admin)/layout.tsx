// Administration. Every query behind it asks for itself; this only spares people a page they cannot use.

import type { ReactNode } from 'react';
import { authorise } from '../../../server/guard.ts';
import { type LocaleParams, pageLocale, shown, signedInContext } from '../../page-context.ts';
import { AdminFrame } from '../../parts/workspace-frame.tsx';

export default async function AdminLayout({ children, params }: LocaleParams & { children: ReactNode }) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  shown(authorise(ctx, 'person.list'));
  return (
    <AdminFrame ctx={ctx} locale={locale}>
      {children}
    </AdminFrame>
  );
}
