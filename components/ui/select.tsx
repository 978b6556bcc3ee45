'use client';
// A choice of one from a short list. The browser's own control: it opens as the platform's list on a phone and
// works before and without a script.

import { Field, type FieldTexts } from './field.tsx';
import { useFormField } from './form-fields.ts';

export type Option = { value: string; label: string; hint?: string; isDisabled?: boolean };

type SelectProps = FieldTexts & {
  name: string;
  options: readonly Option[];
  error?: string;
  defaultValue?: string;
  /** The first, empty line: "choose…". Without it the first option stands chosen. */
  placeholder?: string;
  isDisabled?: boolean;
};

export function Select({ name, options, error, defaultValue = '', placeholder, isDisabled, ...texts }: SelectProps) {
  const saved = { value: defaultValue, words: options.find((option) => option.value === defaultValue)?.label };
  const parts = useFormField({ name, label: texts.label, hint: texts.hint, error, saved });
  return (
    <Field parts={parts} {...texts}>
      <select
        key={parts.generation}
        id={parts.id}
        name={name}
        className="input"
        defaultValue={String(parts.typed ?? defaultValue)}
        required={!texts.isOptional}
        disabled={isDisabled}
        {...parts.aria}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.isDisabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
