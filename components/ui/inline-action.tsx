'use client';
// One act on one thing of a list: a form of a single button. What goes wrong is said beside it.

import { useLocale } from 'next-intl';
import { type FormEvent, useRef } from 'react';
import type { ButtonLook } from './button-class.ts';
import { useFocusWhenGone } from './focus-when-gone.ts';
import { FormFieldsContext } from './form-fields.ts';
import type { FormAction } from './form-state.ts';
import { SubmitButton } from './submit-button.tsx';
import { useActionForm } from './use-action-form.ts';

type InlineActionProps = Pick<ButtonLook, 'variant'> & {
  action: FormAction;
  /** Sent along unseen, such as the id of the thing. */
  hidden: Record<string, string>;
  /** The act: "Send again". */
  label: string;
  /** The thing, only read out, so that equal buttons of a list differ: "mari@asutus.ee". */
  about?: string;
  /** Only from components in the browser: what is shown of the thing is now older than the thing. */
  onDone?: () => void;
};

export function InlineAction({ action, hidden, label, about, variant = 'quiet', onDone }: InlineActionProps) {
  const form = useActionForm(action, { isClearedWhenDone: false, onDone });
  const element = useRef<HTMLFormElement>(null);
  const followFocus = useFocusWhenGone(element);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    followFocus();
    form.submit(event);
  };
  return (
    <FormFieldsContext value={form.fields}>
      <form ref={element} action={form.postAction} onSubmit={submit} className="inline-action">
        <input type="hidden" name="pageLocale" value={useLocale()} />
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SubmitButton variant={variant} isSmall fullName={about && `${label}: ${about}`}>
          {label}
        </SubmitButton>
        {form.shown.state === 'failed' && (
          <p className="field-error" role="alert">
            {form.shown.message}
          </p>
        )}
      </form>
    </FormFieldsContext>
  );
}
