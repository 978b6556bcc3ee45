// Who may do what in a document, or in the section that the address names.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '../../../../../../components/shell/page-header.tsx';
import { readOutline } from '../../../../../../server/documents/outline.ts';
import { readRightsView } from '../../../../../../server/documents/rights-view.ts';
import { pageLocale, shown, signedInContext } from '../../../../../page-context.ts';
import { RightsContent } from '../../../../../parts/document-rights.tsx';
import { DocumentPages, DocumentTrail } from '../../../../../parts/document-trail.tsx';

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
  const { document } = shown(await readOutline(ctx, id, locale));
  const t = await getTranslations('rights');
  const title = t(place.sectionId === null ? 'documentTitle' : 'sectionTitle');
  const page = { document, page: 'rights', locale } as const;
  return (
    <>
      <PageHeader title={title} lead={t('lead')} trail={<DocumentTrail {...page} />} />
      <DocumentPages {...page} />
      <RightsContent ctx={ctx} place={place} locale={locale} level={2} />
    </>
  );
}
