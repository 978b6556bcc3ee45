// The documents that one may read, and the way to a new one.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../components/shell/page-header.tsx';
import { LinkButton } from '../../../../components/ui/link-button.tsx';
import { documentFilter } from '../../../../domain/document/document-list.ts';
import { can } from '../../../../domain/permissions.ts';
import { listDocuments, listTrash } from '../../../../server/documents/list.ts';
import { pageLocale, shown, signedInContext } from '../../../page-context.ts';
import { DocumentIndex } from '../../../parts/document-index.tsx';
import { TrashedNotice } from '../../../parts/document-trash.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[]>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('documents');
  return { title: t('title') };
}

export default async function DocumentsPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const ctx = await signedInContext(locale);
  const t = await getTranslations('documents');
  const query = await searchParams;
  const filter = documentFilter.parse(query);
  const list = shown(await listDocuments(ctx, filter, locale));
  const trash = shown(await listTrash(ctx, locale));
  const add = can(ctx.viewer, 'document.create') && (
    <LinkButton href={`/${locale}/documents/new`} variant="primary">
      {t('add')}
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} actions={add} />
      <TrashedNotice documents={trash} id={query.trashed} />
      <DocumentIndex ctx={ctx} list={list} filter={filter} locale={locale} trashed={trash.length} />
    </>
  );
}
