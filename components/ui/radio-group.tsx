'use client';
// One of a few, all of them in sight.

import { Choice } from './checkbox.tsx';
import { FieldGroup, type FieldTexts } from './field.tsx';
import { useFormField } from './form-fields.ts';
import type { Option } from './select.tsx';

type RadioGroupProps = FieldTexts & {
  name: string;
  options: readonly Option[];
  error?: string;
  defaultValue?: string;
};

export function RadioGroup({ name, options, error, defaultValue = '', ...texts }: RadioGroupProps) {
  const saved = { value: defaultValue, words: options.find((option) => option.value === defaultValue)?.label };
  const parts = useFormField({ name, label: texts.label, hint: texts.hint, error, saved });
  const chosen = parts.typed ?? defaultValue;
  return (
    <FieldGroup parts={parts} role="radiogroup" {...texts}>
      {options.map((option, index) => (
        <Choice
          key={`${option.value}-${parts.generation}`}
          type="radio"
          id={index === 0 ? parts.id : `${parts.id}-${option.value}`}
          name={name}
          option={option}
          isChosen={chosen === option.value}
        />
      ))}
    </FieldGroup>
  );
}
