// The files beside the texts of a document, as far as the reader may read them.

import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { FileShelf } from '../../../../../../components/document/file-shelf.tsx';
import { includesRight } from '../../../../../../domain/document/rights.ts';
import { readOutline } from '../../../../../../server/documents/outline.ts';
import { listFiles } from '../../../../../../server/files/queries.ts';
import { CATALOGUES } from '../../../../../../server/translate.ts';
import { pageLocale, shown, signedInContext } from '../../../../../page-context.ts';
import { DocumentSubpage } from '../../../../../parts/document-trail.tsx';
import { removeFileAction, restoreFileAction } from './actions.ts';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('documents');
  return { title: t('files') };
}

export default async function FilesPage({ params }: Props) {
  const [locale, { id }] = [await pageLocale(params), await params];
  const ctx = await signedInContext(locale);
  const outline = shown(await readOutline(ctx, id, locale));
  const files = shown(await listFiles(ctx, id));
  const t = await getTranslations('documents');
  const { ui, document: texts } = CATALOGUES[locale];
  return (
    <DocumentSubpage outline={outline} page="files" locale={locale} title={t('files')} lead={t('filesLead')}>
      <NextIntlClientProvider messages={{ ui, document: texts }}>
        <FileShelf
          files={files}
          commands={{ removeFile: removeFileAction, restoreFile: restoreFileAction }}
          addTo={includesRight(outline.document.right, 'edit') ? { documentId: id, sectionId: null } : null}
        />
      </NextIntlClientProvider>
    </DocumentSubpage>
  );
}
