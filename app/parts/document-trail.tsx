// What the pages around a document have in common: where they stand, and the way from one to another.

import { getTranslations } from 'next-intl/server';
import { Breadcrumbs } from '../../components/ui/breadcrumbs.tsx';
import type { DocumentOutline } from '../../domain/document/presented.ts';
import { includesRight } from '../../domain/document/rights.ts';
import type { Locale } from '../../domain/locale.ts';
import { ChoiceLinks } from './choice-links.tsx';

const PAGES = ['files', 'settings', 'rights', 'translations', 'import'] as const;
type DocumentPage = (typeof PAGES)[number];

type Props = { document: DocumentOutline['document']; page: DocumentPage; locale: Locale };

/** From the list of documents over the document to this page. */
export async function DocumentTrail({ document, page, locale }: Props) {
  const t = await getTranslations('documents');
  const trail = [
    { href: `/${locale}/documents`, label: t('title') },
    { href: `/${locale}/documents/${document.id}`, label: document.title },
  ];
  return <Breadcrumbs trail={trail} current={t(page)} />;
}

/** Links to the other pages that the reader may use. */
export async function DocumentPages({ document, page, locale }: Props) {
  const t = await getTranslations('documents');
  const mayUse: Record<DocumentPage, boolean> = {
    files: true,
    settings: includesRight(document.granted, 'manage'),
    rights: true,
    translations: true,
    import: includesRight(document.right, 'edit'),
  };
  const choices = PAGES.filter((candidate) => mayUse[candidate]).map((candidate) => ({
    label: t(candidate),
    href: `/${locale}/documents/${document.id}/${candidate}`,
    isCurrent: candidate === page,
  }));
  return (
    <div className="document-pages">
      <ChoiceLinks label={t('about')} choices={choices} />
    </div>
  );
}
