'use client';
// The contents list in front of a printed document: the one beside the text is for working, and folded away on a phone.

import { useTranslations } from 'next-intl';
import type { CSSProperties } from 'react';
import { useSections } from './document-context.ts';
import { sectionElementId } from './section-address.ts';

/** Seen on paper only (document-print.css). */
export function PrintedContents() {
  const t = useTranslations('document');
  const sections = useSections();
  if (sections.length < 2) return null;
  return (
    <div className="printed-contents">
      <p>{t('outline')}</p>
      <ol>
        {sections.map(({ id, level, number, title }) => (
          <li key={id} style={{ '--level': level } as CSSProperties}>
            {number !== '' && <span className="section-number">{number}</span>}
            <a href={`#${sectionElementId(id)}`}>{title}</a>
          </li>
        ))}
      </ol>
    </div>
  );
}
