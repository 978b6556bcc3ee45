'use client';
// What a line of the contents list shows, whether it is a row of the tree or a plain link: number, title, and signs for
// what is locked, restricted or behind its original.

import { useTranslations } from 'next-intl';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { DocumentSign } from './document-icon.tsx';

export function OutlineTitle({ section }: { section: PresentedSection }) {
  const t = useTranslations('document');
  const { number, title, lock, isRestricted, translation } = section;
  const behind = translation !== null && translation.state !== 'current';
  return (
    <>
      <span className="outline-number">{number}</span>
      <span className="outline-title">
        {title}
        {lock && <DocumentSign name="lock" label={t('lockedBy', { name: lock.by.name })} />}
        {isRestricted && <DocumentSign name="restricted" label={t('restricted')} />}
        {behind && <DocumentSign name="behind" label={t('translationChanged')} />}
      </span>
    </>
  );
}
