'use client';
// What the buttons and keys of an open text do, and how the page goes on after it.

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PresentedSection } from '../../domain/document/presented.ts';
import type { RoomState } from '../editor/room/room-state.ts';
import { useToast } from '../ui/toast.tsx';
import { useDocument, useDocumentPage } from './document-context.ts';
import { useSavingWords } from './saving-words.ts';
import { sectionTitleId } from './section-address.ts';

export type EditingActs = {
  /** Says how the text stands, as soon as it is known. */
  sayState: () => void;
  /** Closes the editor once its text is safe and the page shows it. */
  finish: () => void;
  /** Closes it now. */
  close: () => void;
  isClosing: boolean;
};

/** The page shows what was written at most so much later (rule RO21). */
const SHOWN_MS = 3000;

export function useEditingActs({ id }: PresentedSection, state: RoomState): EditingActs {
  const { store } = useDocumentPage();
  const { notify } = useToast();
  const t = useTranslations('editor');
  const words = useSavingWords(state.saving);
  const close = useCallback(() => {
    store.stopEditing(id);
    requestAnimationFrame(() => document.getElementById(sectionTitleId(id))?.focus({ preventScroll: true }));
  }, [store, id]);
  const [isClosing, setClosing] = useState(false);
  const stay = useCallback(() => {
    setClosing(false);
    notify(t('stayNotSaved'), 'info');
  }, [notify, t]);
  const isBehind = useBehind(id, state);
  const { state: saving } = state.saving;
  const body = useDocument(({ bodies }) => bodies.get(id));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer text on the page is looked at again
  useEffect(() => {
    if (!isClosing || saving === 'saving') return;
    if (saving === 'not-saved') return stay();
    if (!isBehind() || saving !== 'saved') return close();
    const timer = setTimeout(close, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isClosing, saving, body, close, stay, isBehind]);
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    if (!isAsked || saving === 'saving') return;
    setAsked(false);
    notify(words, saving === 'saved' ? 'good' : 'info');
  }, [isAsked, saving, words, notify]);
  return {
    close,
    isClosing,
    sayState: () => setAsked(true),
    finish: () => setClosing(true),
  };
}

/** Has the text changed since the page was last told of it? */
function useBehind(id: string, { text }: RoomState): () => boolean {
  const isBehind = useRef(false);
  const body = useDocument(({ bodies }) => bodies.get(id));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer text on the page is what it waits for
  useEffect(() => {
    isBehind.current = false;
  }, [body]);
  useEffect(() => {
    const note = () => {
      isBehind.current = true;
    };
    text?.doc.on('update', note);
    return () => text?.doc.off('update', note);
  }, [text]);
  return useCallback(() => isBehind.current, []);
}
