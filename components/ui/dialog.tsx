'use client';
// A question or a short task in front of the page. The page behind is out of reach until it is closed; Escape closes
// it, and the focus returns to where it came from.

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Dialog, DialogTrigger, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

type ModalDialogProps = {
  /** The button that opens it. */
  trigger: ReactNode;
  title: string;
  children: ReactNode | ((close: () => void) => ReactNode);
  /** A question that must be answered: read out as an alert, and a click beside it does not close it. */
  isAlert?: boolean;
};

export function ModalDialog({ trigger, title, children, isAlert = false }: ModalDialogProps) {
  const t = useTranslations('ui');
  return (
    <DialogTrigger>
      {trigger}
      <ModalOverlay className="scrim" isDismissable={!isAlert}>
        <Modal className="modal">
          <Dialog className="dialog" role={isAlert ? 'alertdialog' : 'dialog'}>
            {({ close }) => (
              <>
                <header className="dialog-head">
                  <Heading slot="title">{title}</Heading>
                  <Button variant="quiet" isSmall aria-label={t('close')} onPress={close}>
                    <Icon name="close" />
                  </Button>
                </header>
                {typeof children === 'function' ? children(close) : children}
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
