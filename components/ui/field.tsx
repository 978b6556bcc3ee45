'use client';
// The frame of every field: what it is called, how to fill it in and what is wrong with it, in one order.

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { FieldParts } from './form-fields.ts';

export type FieldTexts = {
  label: string;
  hint?: string;
  /** Says "optional" beside the label; every other field is required. */
  isOptional?: boolean;
};

type FieldProps = FieldTexts & { parts: FieldParts; children: ReactNode };

/** One control with its label. */
export function Field({ parts, children, ...texts }: FieldProps) {
  return (
    <div className={fieldClass(parts)}>
      <label className="field-label" htmlFor={parts.id}>
        <FieldLabel {...texts} />
      </label>
      <FieldNotes parts={parts} hint={texts.hint} />
      {children}
    </div>
  );
}

/** Several controls that answer one question; `role` is `radiogroup` for radio buttons. */
export function FieldGroup({ parts, children, role, ...texts }: FieldProps & { role?: 'radiogroup' }) {
  return (
    <fieldset className={fieldClass(parts)} role={role} {...parts.aria}>
      <legend className="field-label">
        <FieldLabel {...texts} />
      </legend>
      <FieldNotes parts={parts} hint={texts.hint} />
      {children}
    </fieldset>
  );
}

/** The hint, what is saved by now, the error: a reader meets all before the control. */
export function FieldNotes({ parts, hint }: { parts: FieldParts; hint?: string | undefined }) {
  const t = useTranslations('ui');
  return (
    <>
      {hint && (
        <p className="field-hint" id={parts.hintId}>
          {hint}
        </p>
      )}
      {parts.saved !== undefined && (
        <p className="field-saved" id={`${parts.id}-saved`}>
          {t('savedNow')} <q>{parts.saved || t('savedEmpty')}</q>
        </p>
      )}
      {parts.error && (
        <p className="field-error" id={parts.errorId}>
          {parts.error}
        </p>
      )}
    </>
  );
}

export function FieldLabel({ label, isOptional }: FieldTexts) {
  const t = useTranslations('ui');
  return (
    <>
      {label} {isOptional && <span className="field-optional">({t('optional')})</span>}
    </>
  );
}

function fieldClass(parts: FieldParts): string {
  return parts.error ? 'field field-invalid' : 'field';
}
