'use client';
// The one form. Without a script it posts to its action and comes back with what was typed; with one it is sent in
// the background, keeps every field as it stands, and says what became of it.

import { useLocale } from 'next-intl';
import type { ReactNode } from 'react';
import { ErrorSummary } from './error-summary.tsx';
import { FormFieldsContext } from './form-fields.ts';
import type { FormAction } from './form-state.ts';
import { Notice } from './notice.tsx';
import { SubmitButton } from './submit-button.tsx';
import { useActionForm } from './use-action-form.ts';

type ActionFormProps = {
  /** A server action; its answer is already translated. */
  action: FormAction;
  children: ReactNode;
  /** Says what sending does: "Save", "Send the invitation". */
  submitLabel: string;
  submitVariant?: 'primary' | 'danger';
  /** Beside the button: a link back, a button that closes the dialog. */
  secondary?: ReactNode;
  /** Empty the fields after success, for a form that adds one thing after another. */
  isClearedWhenDone?: boolean;
  /** Only from components in the browser: close the dialog the form stands in. */
  onDone?: () => void;
  'aria-label'?: string;
};

export function ActionForm(props: ActionFormProps) {
  const { action, children, submitLabel, submitVariant = 'primary', secondary, isClearedWhenDone, onDone } = props;
  const form = useActionForm(action, { isClearedWhenDone, onDone });
  return (
    <FormFieldsContext value={form.fields}>
      <form
        action={form.postAction}
        onSubmit={form.submit}
        className="form"
        noValidate
        aria-label={props['aria-label']}
        aria-busy={form.fields.isPending}
      >
        <input type="hidden" name="pageLocale" value={useLocale()} />
        {form.shown.state === 'failed' && (
          <ErrorSummary key={form.answers} title={form.shown.message} errors={form.errors} />
        )}
        {form.shown.state === 'done' && form.shown.message && form.isServed && (
          <Notice tone="good">{form.shown.message}</Notice>
        )}
        {children}
        <div className="form-actions">
          <SubmitButton variant={submitVariant} isFilled={submitVariant === 'danger'}>
            {submitLabel}
          </SubmitButton>
          {secondary}
        </div>
      </form>
    </FormFieldsContext>
  );
}
