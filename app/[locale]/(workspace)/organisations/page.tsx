// The network: its organisations and how many people each has here.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../components/shell/page-header.tsx';
import { LinkButton } from '../../../../components/ui/link-button.tsx';
import { can } from '../../../../domain/permissions.ts';
import { listOrganisations } from '../../../../server/people/queries.ts';
import { type LocaleParams, pageLocale, shown, signedInContext } from '../../../page-context.ts';
import { OrganisationTable } from '../../../parts/organisation-table.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('organisations');
  return { title: t('title') };
}

export default async function NetworkPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  const t = await getTranslations('organisations');
  const organisations = shown(await listOrganisations(ctx, locale));
  const add = can(ctx.viewer, 'organisation.create') && (
    <LinkButton href={`/${locale}/organisations/new`}>{t('add')}</LinkButton>
  );
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} actions={add} />
      <OrganisationTable organisations={organisations.filter((o) => o.archivedAt === null)} locale={locale} />
    </>
  );
}
