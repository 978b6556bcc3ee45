// Documents in the trash of those who manage them.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../components/shell/page-header.tsx';
import { Breadcrumbs } from '../../../../../components/ui/breadcrumbs.tsx';
import { listTrash } from '../../../../../server/documents/list.ts';
import { type LocaleParams, pageLocale, shown, signedInContext } from '../../../../page-context.ts';
import { TrashList } from '../../../../parts/document-trash.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('documents');
  return { title: t('trashTitle') };
}

export default async function TrashPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  const t = await getTranslations('documents');
  const trash = shown(await listTrash(ctx, locale));
  const trail = [{ href: `/${locale}/documents`, label: t('title') }];
  return (
    <>
      <PageHeader
        title={t('trashTitle')}
        lead={t('trashLead')}
        trail={<Breadcrumbs trail={trail} current={t('trashTitle')} />}
      />
      <TrashList documents={trash} />
    </>
  );
}
