// A new document from a text file.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../components/shell/page-header.tsx';
import { Breadcrumbs } from '../../../../../components/ui/breadcrumbs.tsx';
import { authorise } from '../../../../../server/guard.ts';
import { type LocaleParams, pageLocale, shown, signedInContext } from '../../../../page-context.ts';
import { ImportForm } from '../../../../parts/document-import.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('documents');
  return { title: t('import') };
}

export default async function ImportNewPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  shown(authorise(ctx, 'document.create'));
  const t = await getTranslations('documents');
  const trail = [
    { href: `/${locale}/documents`, label: t('title') },
    { href: `/${locale}/documents/new`, label: t('newTitle') },
  ];
  return (
    <>
      <PageHeader
        title={t('import')}
        lead={t('importLead')}
        trail={<Breadcrumbs trail={trail} current={t('import')} />}
      />
      <ImportForm ctx={ctx} locale={locale} outline={null} />
    </>
  );
}
