'use client';
// Said on the page of a new document whose template had no titles in its language (`?titles=` in the address).

import { useSearchParams } from 'next/navigation';
import { Notice } from '../ui/notice.tsx';

export function TitleLanguageNotice({ text }: { text: string }) {
  if (!useSearchParams().has('titles')) return null;
  return (
    <div className="trashed-notice">
      <Notice isLive>{text}</Notice>
    </div>
  );
}
