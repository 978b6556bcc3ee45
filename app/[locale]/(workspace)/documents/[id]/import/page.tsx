// A text file into a document, or beside it into a new one.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { editsAnything } from '../../../../../../domain/document/rights.ts';
import { fail, ok } from '../../../../../../domain/result.ts';
import { readOutline } from '../../../../../../server/documents/outline.ts';
import { pageLocale, shown, signedInContext } from '../../../../../page-context.ts';
import { ImportForm } from '../../../../../parts/document-import.tsx';
import { DocumentSubpage } from '../../../../../parts/document-trail.tsx';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('documents');
  return { title: t('import') };
}

export default async function ImportPage({ params }: Props) {
  const [locale, { id }] = [await pageLocale(params), await params];
  const ctx = await signedInContext(locale);
  const outline = shown(await readOutline(ctx, id, locale));
  shown(editsAnything(outline) ? ok() : fail('forbidden'));
  const t = await getTranslations('documents');
  return (
    <DocumentSubpage outline={outline} page="import" locale={locale} title={t('import')} lead={t('importLead')}>
      <ImportForm ctx={ctx} locale={locale} outline={outline} />
    </DocumentSubpage>
  );
}
