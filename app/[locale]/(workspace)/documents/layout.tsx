// Around all pages of documents: the dialog of rights can be opened from each, and a new document says in which
// language its sections are named.

import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { RightsProvider } from '../../../../components/document/rights-provider.tsx';
import { TitleLanguageNotice } from '../../../../components/document/title-language-notice.tsx';
import { loadRightsAction } from './[id]/rights/load.ts';

export default async function DocumentsLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('documents');
  return (
    <RightsProvider load={loadRightsAction}>
      <TitleLanguageNotice text={t('foreignTitles')} />
      {children}
    </RightsProvider>
  );
}
