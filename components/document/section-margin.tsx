'use client';
// Beside a section: what holds for it (locked by whom and why, restricted, behind its original, how long), and the quiet
// buttons to change it. Plain buttons: a document has hundreds of them.

import { useTranslations } from 'next-intl';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { mayEdit } from './command.ts';
import { useDocumentPage } from './document-context.ts';
import { DocumentIcon } from './document-icon.tsx';
import { UnsavedButton } from './unsaved-sign.tsx';

type MarginProps = { section: PresentedSection; isEditing: boolean };

export function SectionMargin({ section, isEditing }: MarginProps) {
  return (
    <div className="section-margin">
      <SectionTools section={section} isEditing={isEditing} />
      <UnsavedButton section={section} />
      <SectionFacts section={section} />
    </div>
  );
}

function SectionTools({ section, isEditing }: MarginProps) {
  const t = useTranslations('document');
  const { store, openMenu } = useDocumentPage();
  const { id, title } = section;
  if (section.right === 'none') return null;
  return (
    <div className="section-tools">
      {mayEdit(section) && !isEditing && (
        <button
          type="button"
          className="text-button"
          aria-label={t('editNamed', { title })}
          onClick={() => store.startEditing(id)}
        >
          {t('edit')}
        </button>
      )}
      <button
        type="button"
        className="icon-button"
        aria-haspopup="menu"
        aria-label={t('tools', { title })}
        onClick={(event) => openMenu({ sectionId: id, anchor: event.currentTarget })}
      >
        <DocumentIcon name="more" />
      </button>
    </div>
  );
}

function SectionFacts({ section }: { section: PresentedSection }) {
  const t = useTranslations('document');
  const { words, isRestricted, translation, lock } = section;
  const behind = translation === null || translation.state === 'current' ? null : translation.state;
  if (lock === null && !isRestricted && behind === null && words === 0) return null;
  return (
    <ul className="section-facts">
      <LockFact section={section} />
      {isRestricted && (
        <li>
          <DocumentIcon name="restricted" />
          {t('restricted')}
        </li>
      )}
      {behind !== null && (
        <li>
          <DocumentIcon name="behind" />
          {t(`translation.${behind}`)}
        </li>
      )}
      {words > 0 && <li className="section-words">{t('words', { count: words })}</li>}
    </ul>
  );
}

function LockFact({ section }: { section: PresentedSection }) {
  const t = useTranslations('document');
  const { store } = useDocumentPage();
  const { lock, id } = section;
  if (lock === null) return null;
  const above = lock.sectionId === id ? undefined : store.section(lock.sectionId);
  return (
    <li className="section-lock">
      <DocumentIcon name="lock" />
      <span>
        {lock.isOwn ? t('lockedByYou') : t('lockedBy', { name: lock.by.name })}
        {above && ` ${t('lockedAbove', { title: above.title })}`}
        {lock.reason !== '' && <q>{lock.reason}</q>}
      </span>
    </li>
  );
}
