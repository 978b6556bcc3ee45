'use client';
// Said to who followed the address of a section that is not on their page. The page knows no more than that, so a section
// that is kept from them, a deleted one and one that never was are told alike (rule RI8).

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Notice } from '../ui/notice.tsx';
import { useDocument } from './document-context.ts';
import { addressedSection } from './section-address.ts';

export function PlaceNotice() {
  const t = useTranslations('document.nowhere');
  const [asked, setAsked] = useState<string | null>(null);
  const isHere = useDocument((state) => state.outline.sections.some(({ id }) => id === asked));
  useEffect(() => {
    const look = () => setAsked(addressedSection(window.location.hash));
    look();
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, []);
  if (asked === null || isHere) return null;
  return (
    <Notice title={t('title')}>
      <p>{t('text')}</p>
    </Notice>
  );
}
