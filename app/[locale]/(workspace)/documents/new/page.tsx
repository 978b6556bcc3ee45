// A new document from a template.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../components/shell/page-header.tsx';
import { Breadcrumbs } from '../../../../../components/ui/breadcrumbs.tsx';
import { LinkButton } from '../../../../../components/ui/link-button.tsx';
import { authorise } from '../../../../../server/guard.ts';
import { type LocaleParams, pageLocale, shown, signedInContext } from '../../../../page-context.ts';
import { NewDocumentForm } from '../../../../parts/document-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('documents');
  return { title: t('newTitle') };
}

export default async function NewDocumentPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  shown(authorise(ctx, 'document.create'));
  const t = await getTranslations('documents');
  const trail = [{ href: `/${locale}/documents`, label: t('title') }];
  const fromFile = <LinkButton href={`/${locale}/documents/import`}>{t('import')}</LinkButton>;
  return (
    <>
      <PageHeader
        title={t('newTitle')}
        trail={<Breadcrumbs trail={trail} current={t('newTitle')} />}
        actions={fromFile}
      />
      <NewDocumentForm ctx={ctx} locale={locale} />
    </>
  );
}
