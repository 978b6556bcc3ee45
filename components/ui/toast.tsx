'use client';
// Short messages about what just happened. They are read out, stay while the pointer or the focus is on them, can
// be closed, and never take the focus away from what somebody is doing.

import { useTranslations } from 'next-intl';
import {
  UNSTABLE_Toast as AriaToast,
  Text,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

type Tone = 'good' | 'danger' | 'info';
/** What can be done about what the message says: "Undo". */
export type ToastAction = {
  label: string;
  onAction: () => void;
  /** Takes the place of the message that replaces the same: an older offer to undo is one too many. */
  replaces?: string;
};
type Toast = { message: string; tone: Tone; action: ToastAction | undefined };

const READING_TIME_MS = 8_000;

// One queue for the whole window, as there is one region: a form may notify and be gone before its message is read.
const queue = new ToastQueue<Toast>({ maxVisibleToasts: 3 });

/** Long enough to read a message and to reach its button. */
const ACTING_TIME_MS = 15_000;

/** Keys of the messages that are replaced, by what they replace. */
const replaceable = new Map<string, string>();

function notify(message: string, tone: Tone = 'good', action?: ToastAction): void {
  const timeout = action ? ACTING_TIME_MS : READING_TIME_MS;
  const older = action?.replaces && replaceable.get(action.replaces);
  if (older) queue.close(older);
  const key = queue.add({ message, tone, action }, tone === 'danger' ? {} : { timeout });
  if (action?.replaces) replaceable.set(action.replaces, key);
}

/** `notify` shows a message; one of tone `danger` stays until it is closed. */
export function useToast(): { notify: (message: string, tone?: Tone, action?: ToastAction) => void } {
  return { notify };
}

/** Where messages appear; once, at the end of the page's frame. */
export function Toasts() {
  const t = useTranslations('ui');
  return (
    <ToastRegion queue={queue} className="toasts" aria-label={t('toasts')}>
      {({ toast }) => (
        <AriaToast toast={toast} className={toastClass(toast.content)}>
          <ToastContent className="toast-content">
            <Text slot="title">{toast.content.message}</Text>
          </ToastContent>
          {toast.content.action && <ActionButton action={toast.content.action} onDone={() => queue.close(toast.key)} />}
          <Button slot="close" variant="quiet" isSmall aria-label={t('close')}>
            <Icon name="close" />
          </Button>
        </AriaToast>
      )}
    </ToastRegion>
  );
}

/** What offers an act is out of reach behind an open dialog, and out of its way. */
function toastClass({ tone, action }: Toast): string {
  return action ? `toast toast-${tone} toast-acting` : `toast toast-${tone}`;
}

function ActionButton({ action, onDone }: { action: ToastAction; onDone: () => void }) {
  const act = () => {
    onDone();
    action.onAction();
  };
  return (
    <Button slot={null} variant="quiet" isSmall onPress={act}>
      {action.label}
    </Button>
  );
}
