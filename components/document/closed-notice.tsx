'use client';
// Said where a text cannot be written in any more: why, and what can be done.

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { CloseReason } from '../../domain/collab/close-codes.ts';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { SectionBody } from './section-body.tsx';

type NoticeProps = { section: PresentedSection; reason: CloseReason; onRetry: () => void; onClose: () => void };

export function ClosedNotice({ section, reason, onRetry, onClose }: NoticeProps) {
  const t = useTranslations('editor.closed');
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => takeFocus(notice.current), []);
  return (
    <>
      <div ref={notice} tabIndex={-1}>
        <Notice tone="warn" title={t('title')} isLive>
          <p>{useReason(section, reason)}</p>
          <div className="cluster">
            {reason === 'schema-outdated' ? (
              <Button isSmall variant="primary" onPress={() => window.location.reload()}>
                {t('reload')}
              </Button>
            ) : (
              <Button isSmall onPress={onRetry}>
                {t('retry')}
              </Button>
            )}
            <Button isSmall variant="quiet" onPress={onClose}>
              {t('close')}
            </Button>
          </div>
        </Notice>
      </div>
      <SectionBody section={section} />
    </>
  );
}

/** From the text that was here; nobody who is elsewhere on the page is called away. */
function takeFocus(notice: HTMLElement | null): void {
  const focused = document.activeElement;
  const isHere = focused === document.body || notice?.parentElement?.contains(focused);
  if (isHere) notice?.focus();
}

function useReason({ right, lock }: PresentedSection, reason: CloseReason): string {
  const t = useTranslations('editor.closed');
  if (reason === 'schema-outdated') return t('outdated');
  if (reason === 'bad-message' || reason === 'update-refused') return t('refused');
  if (right === 'none' || reason === 'unknown-room') return t('gone');
  if (!lock || lock.isOwn) return t('rights');
  const { name } = lock.by;
  return lock.reason === '' ? t('lockedSilently', { name }) : t('locked', { name, reason: lock.reason });
}
