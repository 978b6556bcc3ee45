'use client';
// The quiet signs that a section has text which was written on this device and never saved: beside it, and in the contents.

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { mayEdit } from './command.ts';
import { useDocument, useDocumentPage } from './document-context.ts';
import { DocumentSign } from './document-icon.tsx';
import { readKept, subscribeKept } from './kept-marks.ts';

/** Opens the text. */
export function UnsavedButton({ section }: { section: PresentedSection }) {
  const t = useTranslations('editor');
  const { store } = useDocumentPage();
  if (!useHasUnsaved(section)) return null;
  return (
    <button type="button" className="text-button unsaved-button" onClick={() => store.startEditing(section.id)}>
      {t('unsavedHere')}
      <span className="visually-hidden">: {section.title}</span>
    </button>
  );
}

export function UnsavedSign({ section }: { section: PresentedSection }) {
  const t = useTranslations('editor');
  return useHasUnsaved(section) ? <DocumentSign name="unsaved" label={t('unsavedHere')} /> : null;
}

/** Not while it is open, for the editor says it itself. */
function useHasUnsaved(section: PresentedSection): boolean {
  const { personId } = useDocumentPage();
  const isOpen = useDocument(({ editing }) => editing.has(section.id));
  const read = () => readKept(personId, section.id) !== null;
  const isKept = useSyncExternalStore(subscribeKept, read, () => false);
  return isKept && !isOpen && mayEdit(section);
}
