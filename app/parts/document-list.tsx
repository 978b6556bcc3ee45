// The list of documents: a leading document with its translations under it, as an index of a book would show them.

import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Badge } from '../../components/ui/badge.tsx';
import type { Tone } from '../../components/ui/notice.tsx';
import type { DocumentStatus } from '../../domain/document/document.ts';
import type { DocumentSummary } from '../../domain/document/presented.ts';
import type { Locale } from '../../domain/locale.ts';
import { pageDates } from '../dates.ts';

const STATUS_TONES: Record<DocumentStatus, Tone | undefined> = {
  working: undefined,
  'in-consultation': 'info',
  adopted: 'good',
};

type ListProps = { documents: readonly DocumentSummary[]; locale: Locale; headingLevel?: 2 | 3 };

export function DocumentList({ documents, locale, headingLevel = 2 }: ListProps) {
  return (
    <ul className="documents">
      {grouped(documents).map(({ document, translations }) => (
        <li key={document.id} className="document-group">
          <DocumentLine document={document} locale={locale} headingLevel={headingLevel} />
          {translations.length > 0 && <TranslationLines translations={translations} locale={locale} />}
        </li>
      ))}
    </ul>
  );
}

type Group = { document: DocumentSummary; translations: DocumentSummary[] };

/** A translation whose leading document is not in the list stands by itself. */
function grouped(documents: readonly DocumentSummary[]): Group[] {
  const listed = new Set(documents.map((document) => document.id));
  const isBelow = ({ leading }: DocumentSummary) => leading !== null && listed.has(leading.id);
  return documents
    .filter((document) => !isBelow(document))
    .map((document) => ({ document, translations: documents.filter((other) => other.leading?.id === document.id) }));
}

type LineProps = { document: DocumentSummary; locale: Locale; headingLevel: 2 | 3 };

async function DocumentLine({ document, locale, headingLevel }: LineProps) {
  const [t, tKind, tLanguage] = [
    await getTranslations('documents'),
    await getTranslations('documentKinds'),
    await getTranslations('languages'),
  ];
  const Heading = headingLevel === 2 ? 'h2' : 'h3';
  const facts = [tKind(document.kind), tLanguage(document.language as 'et'), document.ownerName ?? t('noOwner')];
  return (
    <article className="document-line">
      <Heading className="document-title" lang={document.language}>
        <Link href={`/${locale}/documents/${document.id}`}>{document.title}</Link>
      </Heading>
      <p className="index-facts">{facts.join(' · ')}</p>
      <p className="document-state">
        <Status document={document} />
        <Changed document={document} />
      </p>
      {document.leading && <p className="document-note">{t('translationOf', { title: document.leading.title })}</p>}
      {document.right === 'none' && <p className="document-note">{t('partly')}</p>}
    </article>
  );
}

async function TranslationLines({
  translations,
  locale,
}: {
  translations: readonly DocumentSummary[];
  locale: Locale;
}) {
  const [t, tLanguage] = [await getTranslations('documents'), await getTranslations('languages')];
  return (
    <ul className="document-translations" aria-label={t('translations')}>
      {translations.map((document) => (
        <li key={document.id} className="document-line">
          <p className="document-translation">
            <span className="document-language">{tLanguage(document.language as 'et')}</span>{' '}
            <Link href={`/${locale}/documents/${document.id}`} lang={document.language}>
              {document.title}
            </Link>
          </p>
          <p className="document-state">
            <Status document={document} />
            <Changed document={document} />
          </p>
        </li>
      ))}
    </ul>
  );
}

async function Status({ document }: { document: DocumentSummary }) {
  const t = await getTranslations('documentStatuses');
  return <Badge tone={STATUS_TONES[document.status]}>{t(document.status)}</Badge>;
}

async function Changed({ document }: { document: DocumentSummary }) {
  const [t, format] = [await getTranslations('documents'), await pageDates()];
  const when = new Date(document.updatedAt);
  return <time dateTime={document.updatedAt}>{t('changed', { when: format(when, { dateStyle: 'medium' }) })}</time>;
}
