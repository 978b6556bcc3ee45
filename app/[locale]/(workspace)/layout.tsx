// The workspace: everything for people who are signed in.

import type { ReactNode } from 'react';
import { type LocaleParams, pageLocale, signedInContext } from '../../page-context.ts';
import { WorkspaceFrame } from '../../parts/workspace-frame.tsx';

export default async function WorkspaceLayout({ children, params }: LocaleParams & { children: ReactNode }) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  return (
    <WorkspaceFrame ctx={ctx} locale={locale}>
      {children}
    </WorkspaceFrame>
  );
}
