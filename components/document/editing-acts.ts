'use client';
// What the buttons and keys of an open text do, and how the page goes on after it.

import { useTranslations } from 'next-intl';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { useToast } from '../ui/toast.tsx';
import { useDocumentPage } from './document-context.ts';
import type { EditingSession } from './editing-session.ts';
import { sectionTitleId } from './section-address.ts';
import { keepUnsaved } from './unsaved-text.ts';

export type EditingActs = {
  /** Saves and goes on. */
  save: () => void;
  /** Saves what is unsaved and closes the editor. */
  finish: () => void;
  discard: () => void;
};

export function useEditingActs({ id, title }: PresentedSection, session: EditingSession): EditingActs {
  const t = useTranslations('editor');
  const tDone = useTranslations('document.done');
  const { store, personId } = useDocumentPage();
  const { notify } = useToast();
  const close = () => {
    store.stopEditing(id);
    requestAnimationFrame(() => document.getElementById(sectionTitleId(id))?.focus({ preventScroll: true }));
  };
  const save = () => session.save(tDone('saved', { title }));
  return {
    save: () => void save(),
    finish: () => void save().then((isSaved) => isSaved && close()),
    discard: () => {
      const left = session.discard();
      close();
      if (left === null) return;
      const onAction = () => {
        keepUnsaved(personId, id, left);
        store.startEditing(id);
      };
      notify(t('discarded', { title }), 'info', { label: t('keepWriting'), onAction });
    },
  };
}
