// Everybody with an account.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../components/shell/page-header.tsx';
import { LinkButton } from '../../../../../components/ui/link-button.tsx';
import { Pagination } from '../../../../../components/ui/pagination.tsx';
import { SearchField } from '../../../../../components/ui/search-field.tsx';
import { listPeople } from '../../../../../server/people/queries.ts';
import { pageLocale, shown, signedInContext } from '../../../../page-context.ts';
import { PeopleTable } from '../../../../parts/people-table.tsx';

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ q?: string | string[]; page?: string | string[] }>;
};

const PEOPLE_PER_PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people');
  return { title: t('title') };
}

export default async function PeoplePage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  const t = await getTranslations('people');
  const query = await searchParams;
  const search = [query.q ?? ''].flat().join(' ').trim();
  const people = shown(await listPeople(ctx, search));
  const pageCount = Math.max(1, Math.ceil(people.length / PEOPLE_PER_PAGE));
  const page = Math.min(pageCount, Math.max(1, Math.trunc(Number(query.page)) || 1));
  const hrefOf = (number: number) =>
    `/${locale}/admin/people?${new URLSearchParams({ q: search, page: String(number) })}`;
  const invite = <LinkButton href={`/${locale}/admin/invitations`}>{t('invite')}</LinkButton>;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} actions={invite} />
      <div className="stack">
        <SearchField label={t('search')} defaultValue={search} />
        <PeopleTable people={people.slice((page - 1) * PEOPLE_PER_PAGE, page * PEOPLE_PER_PAGE)} locale={locale} />
        <Pagination page={page} pageCount={pageCount} hrefOf={hrefOf} />
      </div>
    </>
  );
}
