'use client';
// What the page says of itself: that it no longer hears of changes, that the document is not there any more, that the
// place of the address is not, or how much a file has brought in.

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Notice } from '../ui/notice.tsx';
import { useDocument } from './document-context.ts';
import { ImportedNotice } from './imported-notice.tsx';
import { KeptTexts } from './kept-texts.tsx';
import { PlaceNotice } from './place-notice.tsx';

export function DocumentNotices({ listHref }: { listHref: string }) {
  const t = useTranslations('document');
  const connection = useDocument((state) => state.connection);
  const mayHaveUnsaved = useDocument((state) => state.lost.length > 0);
  return (
    <>
      <div className="document-notices" role="status">
        {connection === 'gone' && (
          <Notice tone="warn" title={t('gone.title')}>
            <p>{t(mayHaveUnsaved ? 'gone.text' : 'gone.textNothing')}</p>
            <p>
              <Link href={listHref}>{t('gone.toList')}</Link>
            </p>
          </Notice>
        )}
        {connection === 'gone' || <PlaceNotice />}
        <ImportedNotice />
        {connection === 'away' && <p className="document-away">{t('away')}</p>}
      </div>
      <KeptTexts />
    </>
  );
}
