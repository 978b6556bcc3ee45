'use client';
// One section on the page: its heading, what is to be known of it and done with it in the margin, and its text.

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, lazy, memo, Suspense } from 'react';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { mayEdit } from './command.ts';
import { useDocument, useDocumentPage } from './document-context.ts';
import { sectionElementId, sectionTitleId } from './section-address.ts';
import { SectionBody } from './section-body.tsx';
import { SectionMargin } from './section-margin.tsx';

/** Fetched when the first text is to be changed: readers never need it. */
const SectionEditor = lazy(async () => ({ default: (await import('./section-editor.tsx')).SectionEditor }));

export const SectionView = memo(function SectionView({ section }: { section: PresentedSection }) {
  const t = useTranslations('document');
  const isEditing = useDocument((state) => state.editing.has(section.id));
  return (
    <section id={sectionElementId(section.id)} className="section" data-level={section.level}>
      <SectionHeading section={section} />
      <SectionMargin section={section} isEditing={isEditing} />
      {isEditing ? (
        <Suspense fallback={<p className="section-waiting">{t('loading')}</p>}>
          <SectionEditor section={section} />
        </Suspense>
      ) : (
        <SectionBody section={section} />
      )}
    </section>
  );
});

/** Enter on the heading begins to edit, as a double click on the text does. */
function SectionHeading({ section }: { section: PresentedSection }) {
  const t = useTranslations('document');
  const { store } = useDocumentPage();
  const { id, number, title, level } = section;
  const Tag = `h${Math.min(level + 1, 6)}` as 'h2';
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.target !== event.currentTarget || !mayEdit(section)) return;
    event.preventDefault();
    store.startEditing(id);
  };
  return (
    <div className="section-heading">
      <Tag id={sectionTitleId(id)} tabIndex={-1} onKeyDown={onKeyDown}>
        {number !== '' && <span className="section-number">{number}</span>} {title}
      </Tag>
      <a className="permalink" href={`#${sectionElementId(id)}`}>
        <span className="visually-hidden">{t('permalink', { title })}</span>
      </a>
    </div>
  );
}
