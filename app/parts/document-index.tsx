// The page of documents: its filters, the list or why it is empty, and the way to further pages and to the trash.

import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { LinkButton } from '../../components/ui/link-button.tsx';
import { Pagination } from '../../components/ui/pagination.tsx';
import type { DocumentFilter } from '../../domain/document/document-list.ts';
import type { Locale } from '../../domain/locale.ts';
import { can } from '../../domain/permissions.ts';
import type { Context } from '../../server/context.ts';
import type { DocumentList as Listed } from '../../server/documents/list.ts';
import { listOrganisations } from '../../server/people/queries.ts';
import { shown } from '../page-context.ts';
import { DocumentFilters } from './document-filters.tsx';
import { DocumentList } from './document-list.tsx';

type Props = { ctx: Context; list: Listed; filter: DocumentFilter; locale: Locale; trashed: number };

export async function DocumentIndex({ ctx, list, filter, locale, trashed }: Props) {
  const t = await getTranslations('documents');
  const path = `/${locale}/documents`;
  const isFiltered = isNarrowed(filter);
  const isEmpty = list.documents.length === 0;
  return (
    <div className="document-index">
      {(!isEmpty || isFiltered) && <DocumentFilters filter={filter} owners={list.owners} path={path} />}
      {!isEmpty && (
        <>
          <p className="index-count">{t('count', { count: list.total })}</p>
          <DocumentList documents={list.documents} locale={locale} />
        </>
      )}
      {isEmpty && isFiltered && <NothingFound path={path} filter={filter} locale={locale} />}
      {isEmpty && !isFiltered && <NothingYet ctx={ctx} locale={locale} />}
      <Pagination page={list.page} pageCount={list.pages} hrefOf={(page) => addressOf(path, { ...filter, page })} />
      {trashed > 0 && (
        <p>
          <Link href={`${path}/trash`}>{t('trashCount', { count: trashed })}</Link>
        </p>
      )}
    </div>
  );
}

function isNarrowed({ text, status, kind, language, ownerOrganisationId }: DocumentFilter): boolean {
  return [text.trim(), status, kind, language, ownerOrganisationId].some(Boolean);
}

/** The address of a page of the list that keeps its filters. */
function addressOf(path: string, filter: DocumentFilter): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '');
  return `${path}?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}

async function NothingFound({ path, filter, locale }: { path: string; filter: DocumentFilter; locale: Locale }) {
  const t = await getTranslations('documents');
  return (
    <EmptyState
      title={t('noMatch')}
      text={t('noMatchHint')}
      actions={
        <>
          <LinkButton href={path}>{t('clear')}</LinkButton>
          <LinkButton href={`/${locale}/search?${new URLSearchParams({ q: filter.text })}`} variant="quiet">
            {t('searchTexts')}
          </LinkButton>
        </>
      }
    />
  );
}

/** How many officials a partner is told to ask. */
const NAMED_OFFICIALS = 3;

async function NothingYet({ ctx, locale }: { ctx: Context; locale: Locale }) {
  const t = await getTranslations('documents');
  if (can(ctx.viewer, 'document.create')) {
    const begin = (
      <LinkButton href={`/${locale}/documents/new`} variant="primary">
        {t('emptyAction')}
      </LinkButton>
    );
    return <EmptyState title={t('empty')} text={t('emptyHint')} actions={begin} />;
  }
  const people = shown(await listOrganisations(ctx, locale)).flatMap((organisation) => organisation.people);
  const officials = new Set(people.filter((person) => person.role !== 'partner').map((person) => person.name));
  const names = new Intl.ListFormat(locale, { type: 'disjunction' }).format([...officials].slice(0, NAMED_OFFICIALS));
  return <EmptyState title={t('emptyPartner')} text={t('emptyPartnerHint', { names })} />;
}
