// The files beside the texts of a document, as far as the reader may read them.

import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { FileShelf } from '../../../../../../components/document/file-shelf.tsx';
import { PageHeader } from '../../../../../../components/shell/page-header.tsx';
import { includesRight } from '../../../../../../domain/document/rights.ts';
import { readOutline } from '../../../../../../server/documents/outline.ts';
import { listFiles } from '../../../../../../server/files/queries.ts';
import { CATALOGUES } from '../../../../../../server/translate.ts';
import { pageLocale, shown, signedInContext } from '../../../../../page-context.ts';
import { DocumentPages, DocumentTrail } from '../../../../../parts/document-trail.tsx';
import { removeFileAction, restoreFileAction } from './actions.ts';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('documents');
  return { title: t('files') };
}

export default async function FilesPage({ params }: Props) {
  const [locale, { id }] = [await pageLocale(params), await params];
  const ctx = await signedInContext(locale);
  const { document } = shown(await readOutline(ctx, id, locale));
  const files = shown(await listFiles(ctx, id));
  const t = await getTranslations('documents');
  const page = { document, page: 'files', locale } as const;
  const { ui, document: texts } = CATALOGUES[locale];
  return (
    <>
      <PageHeader title={t('files')} lead={t('filesLead')} trail={<DocumentTrail {...page} />} />
      <DocumentPages {...page} />
      <NextIntlClientProvider messages={{ ui, document: texts }}>
        <FileShelf
          files={files}
          commands={{ removeFile: removeFileAction, restoreFile: restoreFileAction }}
          addTo={includesRight(document.right, 'edit') ? { documentId: id, sectionId: null } : null}
        />
      </NextIntlClientProvider>
    </>
  );
}
