'use client';
// A line or several lines of text. The control is the browser's own and keeps its text itself: what somebody types
// before the page's script arrives, or while a form is on its way, stays.

import type { ComponentProps } from 'react';
import { Field, type FieldTexts } from './field.tsx';
import { useFormField } from './form-fields.ts';

type TextFieldProps = FieldTexts & {
  name: string;
  error?: string;
  defaultValue?: string;
  isMultiline?: boolean;
  isReadOnly?: boolean;
  isDisabled?: boolean;
  /** Roughly how many characters are expected: sets the width of the control. */
  expectedLength?: number;
} & Pick<ComponentProps<'input'>, 'type' | 'autoComplete' | 'inputMode' | 'maxLength' | 'spellCheck' | 'lang'>;

/** Inside an `ActionForm` its name is enough: the error and the typed text come from the form. */
export function TextField(props: TextFieldProps) {
  const { name, label, hint, error, isOptional = false, isMultiline = false, expectedLength, ...rest } = props;
  const { defaultValue = '', isReadOnly, isDisabled, type = 'text', ...native } = rest;
  const parts = useFormField({ name, label, hint, error, saved: { value: defaultValue } });
  const common = {
    ...native,
    ...parts.aria,
    id: parts.id,
    name,
    className: 'input',
    defaultValue: String(parts.typed ?? defaultValue),
    required: !isOptional,
    readOnly: isReadOnly,
    disabled: isDisabled,
  };
  const style = expectedLength ? { maxWidth: `calc(${expectedLength}ch + 2.5rem)` } : undefined;
  return (
    <Field parts={parts} label={label} {...(hint && { hint })} isOptional={isOptional}>
      {isMultiline ? (
        <textarea {...common} key={parts.generation} />
      ) : (
        <input {...common} key={parts.generation} type={type} style={style} />
      )}
    </Field>
  );
}
