'use client';
// The text of a section as it is read: the server's HTML, put in as it is. React knows nothing of what is in it, so a long
// document costs the browser no more than its words.

import { useTranslations } from 'next-intl';
import { type CSSProperties, type MouseEvent, memo, use } from 'react';
import type { PresentedBody, PresentedSection } from '../../domain/document/presented.ts';
import { mayEdit } from './command.ts';
import { useDocument, useDocumentPage } from './document-context.ts';

export function SectionBody({ section }: { section: PresentedSection }) {
  const { store } = useDocumentPage();
  const body = useBody(section.id);
  const startEditing = (event: MouseEvent) => {
    if (!mayEdit(section) || !(event.target instanceof Element) || event.target.closest('a')) return;
    const block = event.target.closest('p[id], li[id], h3[id], h4[id], h5[id], h6[id], td[id], th[id]');
    store.startEditing(section.id, block?.id.replace(/^b-/, '') ?? null);
  };
  if (!body || body.html === '') return <EmptyText section={section} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut; the button beside the heading does the same
    <div className="section-body" style={{ '--words': section.words } as CSSProperties} onDoubleClick={startEditing}>
      <Html className="text" html={body.html} />
      {body.notesHtml !== '' && <Html className="text-notes" html={body.notesHtml} />}
    </div>
  );
}

/** Known by now, or on its way with the page. */
function useBody(sectionId: string): PresentedBody | undefined {
  const { laterBodies } = useDocumentPage();
  const known = useDocument((state) => state.bodies.get(sectionId));
  const later = known ? null : laterBodies(sectionId);
  return known ?? (later === null ? undefined : use(later).find((body) => body.sectionId === sectionId));
}

const Html = memo(function Html({ className, html }: { className: string; html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made by the one renderer, which writes nothing that runs
  return <div className={className} dangerouslySetInnerHTML={{ __html: html }} />;
});

/** What the template says belongs here, for those who may write it. */
function EmptyText({ section }: { section: PresentedSection }) {
  const t = useTranslations('document');
  const { store } = useDocumentPage();
  if (!mayEdit(section)) return <p className="section-empty">{t('empty')}</p>;
  return (
    <div className="section-empty">
      {section.hint !== '' && (
        <p className="section-hint">
          <span className="visually-hidden">{t('hint')}: </span>
          {section.hint}
        </p>
      )}
      <button type="button" className="text-button" onClick={() => store.startEditing(section.id)}>
        {t('startWriting')}
        <span className="visually-hidden">: {section.title}</span>
      </button>
    </div>
  );
}
