// The frame of the pages around a document's text: where they stand, what they are, and the way back to the text and
// from one to another. One width for all.

import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PageHeader } from '../../components/shell/page-header.tsx';
import { Breadcrumbs } from '../../components/ui/breadcrumbs.tsx';
import type { DocumentOutline } from '../../domain/document/presented.ts';
import { editsAnything, includesRight } from '../../domain/document/rights.ts';
import type { Locale } from '../../domain/locale.ts';
import { ChoiceLinks } from './choice-links.tsx';

const PAGES = ['text', 'files', 'settings', 'rights', 'translations', 'import'] as const;
type DocumentPage = (typeof PAGES)[number];

type Place = { outline: DocumentOutline; page: Exclude<DocumentPage, 'text'>; locale: Locale };

type DocumentSubpageProps = Place & { title: string; lead: string; children: ReactNode };

/** All of such a page below the masthead. */
export function DocumentSubpage({ title, lead, children, ...place }: DocumentSubpageProps) {
  return (
    <div className="document-subpage">
      <PageHeader title={title} lead={lead} trail={<Trail {...place} />} />
      <Pages {...place} />
      {children}
    </div>
  );
}

/** From the list of documents over the document to this page. */
async function Trail({ outline: { document }, page, locale }: Place) {
  const t = await getTranslations('documents');
  const trail = [
    { href: `/${locale}/documents`, label: t('title') },
    { href: `/${locale}/documents/${document.id}`, label: document.title },
  ];
  return <Breadcrumbs trail={trail} current={t(page)} />;
}

/** Links to the text and to the other pages that the reader may use. */
async function Pages({ outline, page, locale }: Place) {
  const t = await getTranslations('documents');
  const home = `/${locale}/documents/${outline.document.id}`;
  const mayUse: Record<DocumentPage, boolean> = {
    text: true,
    files: true,
    settings: includesRight(outline.document.granted, 'manage'),
    rights: true,
    translations: true,
    import: editsAnything(outline),
  };
  const choices = PAGES.filter((candidate) => mayUse[candidate]).map((candidate) => ({
    label: t(candidate),
    href: candidate === 'text' ? home : `${home}/${candidate}`,
    isCurrent: candidate === page,
  }));
  return (
    <div className="document-pages">
      <ChoiceLinks label={t('about')} choices={choices} />
    </div>
  );
}
