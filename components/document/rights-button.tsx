'use client';
// Opens who may do what in a document or a section. Without a script it is a link to the page that says the same.

import { useLocale } from 'next-intl';
import { useContext, useSyncExternalStore } from 'react';
import { Button } from '../ui/button.tsx';
import type { ButtonLook } from '../ui/button-class.ts';
import { ModalDialog } from '../ui/dialog.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { LoadRightsContext } from './rights-context.ts';
import { LoadedRights, type RightsPlace } from './rights-loaded.tsx';

type RightsButtonProps = RightsPlace &
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
function rightsPath({ documentId, sectionId }: RightsPlace): string {
  return `/documents/${documentId}/rights${sectionId === null ? '' : `?section=${sectionId}`}`;
}
