'use client';
// The text of a section as it is read: the server's HTML, put in as it is. React knows nothing of what is in it, so a long
// document costs the browser no more than its words.

import { useTranslations } from 'next-intl';
import { type CSSProperties, type MouseEvent, memo } from 'react';
import type { PresentedBody, PresentedSection } from '../../domain/document/presented.ts';
import { mayEdit } from './command.ts';
import { useDocument, useDocumentPage } from './document-context.ts';
import { textMarks } from './texts-on-page.ts';

export function SectionBody({ section }: { section: PresentedSection }) {
  const t = useTranslations('document');
  const { store } = useDocumentPage();
  const body = useDocument((state) => state.bodies.get(section.id));
  const startEditing = (event: MouseEvent) => {
    if (!mayEdit(section) || !(event.target instanceof Element) || event.target.closest('a')) return;
    const block = event.target.closest('p[id], li[id], h3[id], h4[id], h5[id], h6[id], td[id], th[id]');
    store.startEditing(section.id, block?.id.replace(/^b-/, '') ?? null);
  };
  if (!body && section.words > 0) return <p className="section-waiting">{t('loading')}</p>;
  if (!body || body.html === '') return <EmptyText section={section} body={body} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut; the button beside the heading does the same
    <div
      className="section-body"
      style={{ '--words': section.words } as CSSProperties}
      onDoubleClick={startEditing}
      {...textMarks(body)}
    >
      <Html className="text" html={body.html} />
      {body.notesHtml !== '' && <Html className="text-notes" html={body.notesHtml} />}
    </div>
  );
}

const Html = memo(function Html({ className, html }: { className: string; html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made by the one renderer, which writes nothing that runs
  return <div className={className} dangerouslySetInnerHTML={{ __html: html }} suppressHydrationWarning />;
});

/** What the template says belongs here, for those who may write it. */
function EmptyText({ section, body }: { section: PresentedSection; body: PresentedBody | undefined }) {
  const t = useTranslations('document');
  const { store } = useDocumentPage();
  const marks = body && textMarks(body);
  if (!mayEdit(section)) {
    return (
      <p className="section-empty" {...marks}>
        {t('empty')}
      </p>
    );
  }
  return (
    <div className="section-empty" {...marks}>
      {section.hint !== '' && (
        <p className="section-hint">
          <span className="visually-hidden">{t('hint')}: </span>
          {section.hint}
        </p>
      )}
      <button
        type="button"
        className="text-button"
        aria-label={`${t('startWriting')}: ${section.title}`}
        onClick={() => store.startEditing(section.id)}
      >
        {t('startWriting')}
      </button>
    </div>
  );
}
