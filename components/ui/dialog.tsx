'use client';
// A question or a short task in front of the page. The page behind is out of reach until it is closed; Escape closes
// it, and the focus returns to where it came from.

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
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

export function ModalDialog({ trigger, isAlert = false, ...content }: ModalDialogProps) {
  return (
    <DialogTrigger>
      {trigger}
      <ModalOverlay className="scrim" isDismissable={!isAlert}>
        <DialogContent isAlert={isAlert} {...content} />
      </ModalOverlay>
    </DialogTrigger>
  );
}

type OpenDialogProps = Omit<ModalDialogProps, 'trigger'> & { onClose: () => void };

/** A dialog that something else than a button has opened, such as a key or a menu; it is shown as long as it is there. */
export function OpenDialog({ onClose, isAlert = false, ...content }: OpenDialogProps) {
  return (
    <ModalOverlay className="scrim" isDismissable={!isAlert} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent isAlert={isAlert} {...content} />
    </ModalOverlay>
  );
}

function DialogContent({ title, isAlert = false, children }: Omit<ModalDialogProps, 'trigger'>) {
  const t = useTranslations('ui');
  return (
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
            {isAlert || <FirstField />}
          </>
        )}
      </Dialog>
    </Modal>
  );
}

/** Focuses the first field of the dialog, which otherwise would be the dialog itself: who opened it came to fill it in. */
function FirstField() {
  const end = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const dialog = end.current?.closest('.dialog');
    const field = dialog?.querySelector<HTMLElement>('input:not([type="hidden"]), select, textarea');
    field?.focus();
    if (field instanceof HTMLInputElement && field.type === 'text') field.select();
  }, []);
  return <span ref={end} hidden />;
}
