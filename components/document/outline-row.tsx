'use client';
// What a line of the contents list shows, whether it is a row of the tree or a plain link: number, title, and signs for
// what is locked, restricted or behind its original.

import { useTranslations } from 'next-intl';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { DocumentSign } from './document-icon.tsx';
import { UnsavedSign } from './unsaved-sign.tsx';

export function OutlineTitle({ section }: { section: PresentedSection }) {
  const t = useTranslations('document');
  const { number, title, lock, isRestricted, translation } = section;
  return (
    <>
      <span className="outline-number">{number}</span>
      <span className="outline-title">
        {title}
        <UnsavedSign section={section} />
        {lock && <DocumentSign name="lock" label={t('lockedBy', { name: lock.by.name })} />}
        {isRestricted && <DocumentSign name="restricted" label={t('restricted')} />}
        {translation !== null && translation.state !== 'current' && (
          <DocumentSign name="behind" label={t(`translation.${translation.state}`)} />
        )}
      </span>
    </>
  );
}
