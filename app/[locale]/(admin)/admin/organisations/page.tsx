// All organisations, archived ones included.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../components/shell/page-header.tsx';
import { LinkButton } from '../../../../../components/ui/link-button.tsx';
import { authorise } from '../../../../../server/guard.ts';
import { listOrganisations } from '../../../../../server/people/queries.ts';
import { type LocaleParams, pageLocale, shown, signedInContext } from '../../../../page-context.ts';
import { OrganisationTable } from '../../../../parts/organisation-table.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('organisations');
  return { title: t('adminTitle') };
}

export default async function OrganisationsPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  shown(authorise(ctx, 'organisation.archive'));
  const t = await getTranslations('organisations');
  const add = <LinkButton href={`/${locale}/organisations/new`}>{t('add')}</LinkButton>;
  return (
    <>
      <PageHeader title={t('adminTitle')} actions={add} />
      <OrganisationTable organisations={shown(await listOrganisations(ctx, locale))} locale={locale} />
    </>
  );
}
