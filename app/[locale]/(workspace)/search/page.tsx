// All places that a search finds, page by page.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../components/shell/page-header.tsx';
import { Notice } from '../../../../components/ui/notice.tsx';
import { Pagination } from '../../../../components/ui/pagination.tsx';
import { search } from '../../../../server/search/queries.ts';
import { pageLocale, signedInContext } from '../../../page-context.ts';
import { SearchForm } from '../../../parts/search-form.tsx';
import { NothingFound, SearchResults } from '../../../parts/search-results.tsx';
import { RESULTS_PER_PAGE, resultPages, searchAddressOf, searchFilter } from '../../../search-filter.ts';
import { refusalNotice, respeltNotice } from '../../../search-notices.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[]>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('search');
  return { title: t('title') };
}

export default async function SearchPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  const t = await getTranslations('search');
  const filter = searchFilter.parse(await searchParams);
  const { q, language, page } = filter;
  const request = { text: q, language, limit: RESULTS_PER_PAGE, offset: (page - 1) * RESULTS_PER_PAGE };
  const found = await search(ctx, request);
  const path = `/${locale}/search`;
  const { hits, total, respelt } = found.ok ? found.value : { hits: [], total: 0, respelt: [] };
  const isAsked = found.ok && q.trim() !== '';
  return (
    <>
      <PageHeader title={t('title')} lead={q.trim() === '' && t('start')} />
      <div className="stack">
        <SearchForm filter={filter} path={path} {...(!found.ok && { error: refusalNotice(locale, found.error) })} />
        {respelt.length > 0 && <Notice isLive>{respeltNotice(locale, respelt)}</Notice>}
        {isAsked && total > 0 && (
          <p role="status">
            {respelt.length > 0 ? t('count', { count: total }) : t('countFor', { count: total, query: q.trim() })}
          </p>
        )}
        {isAsked && total === 0 && <NothingFound query={q} path={path} isFiltered={language !== undefined} />}
        <SearchResults hits={hits} locale={locale} />
        <Pagination page={page} pageCount={resultPages(total)} hrefOf={(n) => searchAddressOf(path, filter, n)} />
      </div>
    </>
  );
}
