'use client';
// How a document's page begins: what the text is called, where it stands, whose it is, its languages and its last change,
// and what can be done with the whole of it.

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { editsAnything, includesRight } from '../../domain/document/rights.ts';
import { Badge } from '../ui/badge.tsx';
import { Menu, type MenuChoice } from '../ui/menu.tsx';
import { useDates } from '../ui/use-dates.ts';
import { useDocument, useDocumentPage } from './document-context.ts';

/** Where the pages around the document are. */
export type DocumentHrefs = Record<'list' | 'files' | 'settings' | 'rights' | 'translations' | 'import', string>;

const STATUS_TONES = { working: undefined, 'in-consultation': 'info', adopted: 'good' } as const;

export function DocumentHeader({ hrefs }: { hrefs: DocumentHrefs }) {
  const t = useTranslations('document');
  const tStatus = useTranslations('documentStatuses');
  const { title, status, language } = useDocument((state) => state.outline.document);
  const tone = STATUS_TONES[status];
  return (
    <header className="document-header">
      <div className="document-header-top no-print">
        <Link href={hrefs.list}>{t('back')}</Link>
        <div className="document-menu">
          <DocumentMenu hrefs={hrefs} />
        </div>
      </div>
      <h1 lang={language}>{title}</h1>
      <div className="document-facts">
        {tone ? <Badge tone={tone}>{tStatus(status)}</Badge> : <Badge>{tStatus(status)}</Badge>}
        <HeaderFacts />
      </div>
      <Translations />
    </header>
  );
}

function HeaderFacts() {
  const t = useTranslations('document.header');
  const tLanguage = useTranslations('languages');
  const format = useDates();
  const { ownerName, language, updatedAt, act } = useDocument((state) => state.outline.document);
  const changed = format(new Date(updatedAt), { dateStyle: 'long', timeStyle: 'short' });
  const day = act && format(new Date(act.date), { dateStyle: 'long', timeZone: 'UTC' });
  return (
    <>
      {act && day && <span>{t('act', { ...act, date: day })}</span>}
      <span>{ownerName ?? t('noOwner')}</span>
      <span>{languageName(tLanguage, language)}</span>
      <span>{t('changed', { at: changed })}</span>
    </>
  );
}

/** A document may be in a language that the interface has no name for. */
function languageName(t: ReturnType<typeof useTranslations<'languages'>>, code: string): string {
  return t.has(code as 'et') ? t(code as 'et') : code;
}

function Translations() {
  const t = useTranslations('document.header');
  const tLanguage = useTranslations('languages');
  const { locale } = useDocumentPage();
  const { leading, translations } = useDocument((state) => state.outline.document);
  const others = leading ? [leading] : translations;
  if (others.length === 0) return null;
  return (
    <p className="document-translations-line no-print">
      {t(leading ? 'translationOf' : 'translatedTo')}:{' '}
      {others.map((other) => (
        <Link key={other.id} href={`/${locale}/documents/${other.id}`}>
          {other.title} ({languageName(tLanguage, other.language)})
        </Link>
      ))}
    </p>
  );
}

function DocumentMenu({ hrefs }: { hrefs: DocumentHrefs }) {
  const t = useTranslations('document.header');
  const { openTask } = useDocumentPage();
  const { granted } = useDocument((state) => state.outline.document);
  const mayImport = useDocument((state) => editsAnything(state.outline));
  const isManager = includesRight(granted, 'manage');
  const choices: MenuChoice[] = [
    ...(isManager ? [link('settings', hrefs, t('settings'))] : []),
    link('rights', hrefs, t('rights')),
    link('translations', hrefs, t('translations')),
    ...(mayImport ? [link('import', hrefs, t('import'))] : []),
    link('files', hrefs, t('files')),
    { id: 'history', label: t('history'), onAction: () => openTask({ task: 'history' }) },
    { id: 'print', label: t('print'), onAction: () => window.print() },
  ];
  return <Menu label={t('actions')} variant="quiet" isSmall choices={choices} />;
}

function link(id: keyof DocumentHrefs, hrefs: DocumentHrefs, label: string): MenuChoice {
  return { id, label, href: hrefs[id] };
}
