// Inviting anybody, for administrators.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../components/shell/page-header.tsx';
import { type LocaleParams, pageLocale, signedInContext } from '../../../../page-context.ts';
import { Invitations } from '../../../../parts/invitations.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('invitations');
  return { title: t('title') };
}

export default async function InvitationsPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  const t = await getTranslations('invitations');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Invitations ctx={ctx} locale={locale} />
    </>
  );
}
