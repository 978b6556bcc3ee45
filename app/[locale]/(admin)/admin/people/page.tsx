// Everybody with an account.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../components/shell/page-header.tsx';
import { LinkButton } from '../../../../../components/ui/link-button.tsx';
import { SearchField } from '../../../../../components/ui/search-field.tsx';
import { listPeople } from '../../../../../server/people/queries.ts';
import { pageLocale, shown, signedInContext } from '../../../../page-context.ts';
import { PeopleTable } from '../../../../parts/people-table.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ q?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people');
  return { title: t('title') };
}

export default async function PeoplePage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  const t = await getTranslations('people');
  const search = [(await searchParams).q ?? ''].flat().join(' ').trim();
  const people = shown(await listPeople(ctx, search));
  const invite = <LinkButton href={`/${locale}/admin/invitations`}>{t('invite')}</LinkButton>;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} actions={invite} />
      <div className="stack">
        <SearchField label={t('search')} defaultValue={search} />
        <PeopleTable people={people} locale={locale} />
      </div>
    </>
  );
}
