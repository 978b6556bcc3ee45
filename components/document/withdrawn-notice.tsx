'use client';
// Said over a text that can no longer be saved: why, and that it can be copied. The text stays as it was written.

import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';
import { copyText } from './copy-text.ts';

type NoticeProps = { section: PresentedSection; editor: Editor | null };

export function WithdrawnNotice({ section, editor }: NoticeProps) {
  const t = useTranslations('editor.withdrawn');
  const { notify } = useToast();
  const copy = async () => {
    if (!editor) return;
    await copyText(editor.getHTML(), editor.getText());
    notify(t('copied'));
  };
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => takeFocus(notice.current), []);
  return (
    <div ref={notice} tabIndex={-1}>
      <Notice tone="warn" title={t('title')} isLive>
        <p>{useReason(section)}</p>
        <p>{t('text')}</p>
        <Button isSmall onPress={() => void copy()}>
          {t('copy')}
        </Button>
      </Notice>
    </div>
  );
}

/** From this text, which takes no more keys; nobody who is elsewhere on the page is called away. */
function takeFocus(notice: HTMLElement | null): void {
  const focused = document.activeElement;
  const isHere = focused === document.body || notice?.parentElement?.contains(focused);
  if (isHere) notice?.focus();
}

function useReason({ right, lock }: PresentedSection): string {
  const t = useTranslations('editor.withdrawn');
  if (right === 'none') return t('gone');
  return lock && !lock.isOwn ? t('locked', { name: lock.by.name, reason: lock.reason }) : t('rights');
}
