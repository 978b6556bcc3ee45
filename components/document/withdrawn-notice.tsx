'use client';
// Said over a text that can no longer be saved: why, and that it can be copied. The text stays as it was written.

import type { Editor } from '@tiptap/core';
import { useTranslations } from 'next-intl';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useToast } from '../ui/toast.tsx';

type NoticeProps = { section: PresentedSection; editor: Editor | null };

export function WithdrawnNotice({ section, editor }: NoticeProps) {
  const t = useTranslations('editor.withdrawn');
  const { notify } = useToast();
  const copy = async () => {
    if (!editor) return;
    await copyText(editor);
    notify(t('copied'));
  };
  return (
    <Notice tone="warn" title={t('title')} isLive>
      <p>{useReason(section)}</p>
      <p>{t('text')}</p>
      <Button isSmall onPress={() => void copy()}>
        {t('copy')}
      </Button>
    </Notice>
  );
}

function useReason({ right, lock }: PresentedSection): string {
  const t = useTranslations('editor.withdrawn');
  if (right === 'none') return t('gone');
  return lock && !lock.isOwn ? t('locked', { name: lock.by.name, reason: lock.reason }) : t('rights');
}

/** With its form for word processors, and plain for everything else. */
async function copyText(editor: Editor): Promise<void> {
  const as = (type: string, text: string) => [type, new Blob([text], { type })] as const;
  const parts = [as('text/html', editor.getHTML()), as('text/plain', editor.getText())];
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
}
