// Who may do what in a document, or in the section that the address names.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readOutline } from '../../../../../../server/documents/outline.ts';
import { readRightsView } from '../../../../../../server/documents/rights-view.ts';
import { pageLocale, shown, signedInContext } from '../../../../../page-context.ts';
import { RightsContent } from '../../../../../parts/document-rights.tsx';
import { DocumentSubpage } from '../../../../../parts/document-trail.tsx';

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ section?: string | string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('rights');
  return { title: t('title') };
}

export default async function RightsPage({ params, searchParams }: Props) {
  const [locale, { id }, { section }] = [await pageLocale(params), await params, await searchParams];
  const ctx = await signedInContext(locale);
  const place = { documentId: id, sectionId: section ? [section].flat().join() : null };
  shown(await readRightsView(ctx, place, locale));
  const outline = shown(await readOutline(ctx, id, locale));
  const t = await getTranslations('rights');
  const title = t(place.sectionId === null ? 'documentTitle' : 'sectionTitle');
  return (
    <DocumentSubpage outline={outline} page="rights" locale={locale} title={title} lead={t('lead')}>
      <RightsContent ctx={ctx} place={place} locale={locale} level={2} />
    </DocumentSubpage>
  );
}
