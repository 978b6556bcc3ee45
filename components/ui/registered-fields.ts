'use client';
// The fields that stand in a form, so that its summary of errors can name them and lead to them.

import { useCallback, useId, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import type { FieldMistake } from './error-summary.tsx';
import type { FormFields, RegisteredField } from './form-fields.ts';
import type { FormState } from './form-state.ts';

type Known = Pick<FormFields, 'values' | 'generation' | 'isPending'> & { state: FormState };

export type RegisteredFields = { fields: FormFields; errors: FieldMistake[] };

const NO_ERRORS: Record<string, string> = {};

export function useRegisteredFields({ state, values, generation, isPending }: Known): RegisteredFields {
  const id = useId();
  const [registered, setRegistered] = useState<readonly RegisteredField[]>([]);
  const register = useCallback((field: RegisteredField) => {
    setRegistered((all) => withField(all, field));
    return () => setRegistered((all) => all.filter((other) => other !== field));
  }, []);
  const errors = state.state === 'failed' ? state.fields : NO_ERRORS;
  const isStale = state.state === 'failed' && state.isStale === true;
  const fields = useMemo(
    () => ({ id, errors, values, generation, isPending, isStale, register }),
    [id, errors, values, generation, isPending, isStale, register],
  );
  return { fields, errors: listMistakes(id, errors, registered) };
}

/** A field on a tab registers twice, for React Aria renders the content of tabs once more to collect them. */
function withField(all: readonly RegisteredField[], field: RegisteredField): readonly RegisteredField[] {
  const isKnown = all.some((other) => other.name === field.name);
  return isKnown ? all.map((other) => (other.name === field.name ? field : other)) : [...all, field];
}

/** In the order of the page; errors of fields that are not on the page come last, without a link. */
function listMistakes(formId: string, errors: Record<string, string>, fields: readonly RegisteredField[]) {
  const named = fields.filter((field) => field.name in errors).map((field) => mistake(formId, field, errors));
  const unnamed = Object.keys(errors).filter((name) => !fields.some((field) => field.name === name));
  return [...named, ...unnamed.map((name) => bareMistake(formId, name, errors, fields.length === 0))];
}

/** Without a script no field registers: then all of them are taken to be there. */
function bareMistake(formId: string, name: string, errors: Record<string, string>, isLinked: boolean): FieldMistake {
  return { name, message: errors[name] ?? '', ...(isLinked && { href: `#${formId}-${name}` }) };
}

function mistake(formId: string, field: RegisteredField, errors: Record<string, string>): FieldMistake {
  const controlId = `${formId}-${field.name}`;
  const goTo = () => {
    // The control may be on a hidden tab: it must be visible before it can take the focus.
    if (field.reveal) flushSync(field.reveal);
    document.getElementById(controlId)?.focus();
  };
  return { name: field.name, label: field.label, message: errors[field.name] ?? '', href: `#${controlId}`, goTo };
}
