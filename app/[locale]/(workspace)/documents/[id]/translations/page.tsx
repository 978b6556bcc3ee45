// The translations of a document, and what in them is out of step.

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readOutline } from '../../../../../../server/documents/outline.ts';
import { pageLocale, shown, signedInContext } from '../../../../../page-context.ts';
import { DocumentSubpage } from '../../../../../parts/document-trail.tsx';
import { Following, Leading } from '../../../../../parts/document-translations.tsx';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('documents');
  return { title: t('translationsTitle') };
}

export default async function TranslationsPage({ params }: Props) {
  const [locale, { id }] = [await pageLocale(params), await params];
  const ctx = await signedInContext(locale);
  const outline = shown(await readOutline(ctx, id, locale));
  const t = await getTranslations('documents');
  const page = { outline, page: 'translations', locale } as const;
  const content = { ctx, outline, locale };
  return (
    <DocumentSubpage {...page} title={t('translationsTitle')} lead={outline.document.title}>
      {outline.document.leading === null ? <Leading {...content} /> : <Following {...content} />}
    </DocumentSubpage>
  );
}
