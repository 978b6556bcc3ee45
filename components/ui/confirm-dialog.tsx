'use client';
// Asks before something that others notice or that is hard to take back, and says what will happen.

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ActionForm } from './action-form.tsx';
import { Button } from './button.tsx';
import { ModalDialog } from './dialog.tsx';
import type { FormAction } from './form-state.ts';

type ConfirmDialogProps = {
  trigger: ReactNode;
  /** The question: "Suspend this account?" */
  title: string;
  /** What happens then, and whether it can be undone. */
  text: ReactNode;
  /** Names the act: "Suspend", never "OK". */
  confirmLabel: string;
  action: FormAction;
  /** Sent along unseen, such as the id of the thing. */
  hidden: Record<string, string>;
  isDangerous?: boolean;
  /** Fields to fill in, such as a reason. */
  children?: ReactNode;
};

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { trigger, title, text, confirmLabel, action, hidden, isDangerous = false, children } = props;
  const t = useTranslations('ui');
  return (
    <ModalDialog trigger={trigger} title={title} isAlert>
      {(close) => (
        <ActionForm
          action={action}
          submitLabel={confirmLabel}
          submitVariant={isDangerous ? 'danger' : 'primary'}
          secondary={<Button onPress={close}>{t('cancel')}</Button>}
          onDone={close}
        >
          {Object.entries(hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <div className="dialog-text">{text}</div>
          {children}
        </ActionForm>
      )}
    </ModalDialog>
  );
}
