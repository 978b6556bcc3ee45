'use client';
// How a text stands, in words: saved, kept on this device, or neither.

import { useTranslations } from 'next-intl';
import type { Saving } from '../editor/room/room-state.ts';

export function useSavingWords(saving: Saving): string {
  const t = useTranslations('editor.saving');
  if (saving.state !== 'refused') return t(saving.state);
  switch (saving.reason) {
    case 'too-fast':
    case 'too-many-sockets':
    case 'signed-out':
      return t(saving.reason);
    default:
      return t('refused');
  }
}

/** Does somebody have to know? */
export function isTrouble({ state }: Saving): boolean {
  return state === 'offline-kept' || state === 'not-saved' || state === 'refused';
}
