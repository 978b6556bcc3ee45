'use client';
// What a field learns from the form around it: its error, what was typed before, and how to be found by the
// summary of errors. Outside a form every field stands on its own.

import { createContext, useContext, useEffect, useId } from 'react';
import type { FormValues } from './form-state.ts';

export type FormFields = {
  /** Empty outside a form. */
  id: string;
  errors: Record<string, string>;
  /** Null until the form was sent once. */
  values: FormValues | null;
  /** Grows when fields must show new values: it is part of their React key. */
  generation: number;
  isPending: boolean;
  /** What was sent is older than what is saved. */
  isStale: boolean;
  /** Called by each field once it is on the page; `reveal` brings a hidden one into view. Returns the undoing. */
  register: (field: RegisteredField) => () => void;
};

export type RegisteredField = { name: string; label: string; reveal?: (() => void) | undefined };

const NO_FORM: FormFields = {
  id: '',
  errors: {},
  values: null,
  generation: 0,
  isPending: false,
  isStale: false,
  register: () => () => undefined,
};

export const FormFieldsContext = createContext<FormFields>(NO_FORM);

/** Errors are told by path, without the `[]` that marks a list. */
function errorName(name: string): string {
  return name.replace(/\[\]$/, '');
}

export type FieldParts = {
  /** Of the control itself; the hint and the error derive from it. */
  id: string;
  hintId: string;
  errorId: string;
  error: string | undefined;
  /** What is saved now, where it differs from what was typed and the form was stale. */
  saved: string | undefined;
  /** Null when the form was not sent yet: the field shows its own default. */
  typed: string | string[] | null;
  generation: number;
  /** For the control, spread as it is. */
  aria: { 'aria-describedby'?: string; 'aria-invalid'?: true };
};

export type FieldOptions = {
  name: string;
  label: string;
  hint?: string | undefined;
  /** Wins over the form's. */
  error?: string | undefined;
  reveal?: (() => void) | undefined;
  /** What the server has, and how people call it: shown when somebody else saved it meanwhile. */
  saved?: { value: string; words?: string | undefined };
};

/** Joins a field to its form. A control that the sent form did not name (an unchecked box) has `typed` ''. */
export function useFormField({ name, label, hint, error: ownError, reveal, saved }: FieldOptions): FieldParts {
  const form = useContext(FormFieldsContext);
  const loneId = useId();
  const { register } = form;
  useEffect(() => register({ name: errorName(name), label, reveal }), [register, name, label, reveal]);
  const id = `${form.id || loneId}-${errorName(name)}`;
  const error = ownError ?? form.errors[errorName(name)];
  const typed = form.values === null ? null : (form.values[name] ?? '');
  const newer = form.isStale && saved && saved.value !== typed ? (saved.words ?? saved.value) : undefined;
  const described = [hint && `${id}-hint`, newer !== undefined && `${id}-saved`, error && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  return {
    id,
    hintId: `${id}-hint`,
    errorId: `${id}-error`,
    error,
    typed,
    saved: newer,
    generation: form.generation,
    aria: { ...(described && { 'aria-describedby': described }), ...(error && { 'aria-invalid': true as const }) },
  };
}
