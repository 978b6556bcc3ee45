'use client';
// The content of a dialog of rights: loaded when it is opened and again after each change made in it.

import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { LoadRightsContext, RightsChangedContext } from './rights-context.ts';

export type RightsPlace = {
  documentId: string;
  /** Null for the document as a whole. */
  sectionId: string | null;
};

type Loaded = { state: 'loading' } | { state: 'failed' } | { state: 'shown'; content: ReactNode };

/** Below the pages of documents only, inside a dialog that has its own heading. */
export function LoadedRights({ documentId, sectionId }: RightsPlace) {
  const t = useTranslations('ui');
  const locale = useLocale();
  const load = useContext(LoadRightsContext);
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  const reload = useCallback(() => {
    load?.(documentId, sectionId, locale).then(
      (content) => setLoaded({ state: 'shown', content }),
      // the connection was lost: what was shown is older than the change, so it is not kept
      () => setLoaded({ state: 'failed' }),
    );
  }, [load, documentId, sectionId, locale]);
  useEffect(reload, [reload]);
  if (loaded.state === 'shown') return <RightsChangedContext value={reload}>{loaded.content}</RightsChangedContext>;
  if (loaded.state === 'loading') return <p role="status">{t('loading')}</p>;
  return (
    <>
      <p role="alert">{t('notLoaded')}</p>
      <Button onPress={reload}>{t('errorPages.retry')}</Button>
    </>
  );
}
