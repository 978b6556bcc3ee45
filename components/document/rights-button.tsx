'use client';
// Opens who may do what in a document or a section. Without a script it is a link to the page that says the same.

import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from '../ui/button.tsx';
import type { ButtonLook } from '../ui/button-class.ts';
import { ModalDialog } from '../ui/dialog.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { LoadRightsContext, RightsChangedContext } from './rights-context.ts';

type Place = {
  documentId: string;
  /** Null for the document as a whole. */
  sectionId: string | null;
};

type RightsButtonProps = Place &
  Pick<ButtonLook, 'variant' | 'isSmall'> & {
    /** On the button and at the head of the dialog, in the reader's language: "Dokumendi õigused". */
    label: string;
  };

export function RightsButton({ documentId, sectionId, label, ...look }: RightsButtonProps) {
  const load = useContext(LoadRightsContext);
  const isScripted = useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
  const href = `/${useLocale()}${rightsPath({ documentId, sectionId })}`;
  if (!isScripted || !load) {
    return (
      <LinkButton href={href} {...look}>
        {label}
      </LinkButton>
    );
  }
  return (
    <ModalDialog trigger={<Button {...look}>{label}</Button>} title={label}>
      <LoadedRights documentId={documentId} sectionId={sectionId} />
    </ModalDialog>
  );
}

const subscribeToNothing = () => () => undefined;

/** Without the language in front. */
function rightsPath({ documentId, sectionId }: Place): string {
  return `/documents/${documentId}/rights${sectionId === null ? '' : `?section=${sectionId}`}`;
}

type Loaded = { state: 'loading' } | { state: 'failed' } | { state: 'shown'; content: ReactNode };

function LoadedRights({ documentId, sectionId }: Place) {
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
