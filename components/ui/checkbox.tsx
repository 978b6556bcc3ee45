'use client';
// Yes or no, and several of many. The box is the browser's own, drawn by our styles.

import { FieldGroup, FieldNotes, type FieldTexts } from './field.tsx';
import { useFormField } from './form-fields.ts';
import type { Option } from './select.tsx';

type CheckboxProps = {
  name: string;
  label: string;
  hint?: string;
  error?: string;
  /** What is sent when it is checked; nothing is sent when it is not. */
  value?: string;
  defaultChecked?: boolean;
  isRequired?: boolean;
  isDisabled?: boolean;
  /** Drawn as a switch: a setting that is on or off. */
  isSwitch?: boolean;
};

export function Checkbox(props: CheckboxProps) {
  const { name, label, hint, error, value = 'on', defaultChecked = false, isSwitch = false } = props;
  const parts = useFormField({ name, label, hint, error });
  return (
    <div className={parts.error ? 'choice-field field-invalid' : 'choice-field'}>
      <label className={isSwitch ? 'choice choice-switch' : 'choice'}>
        <input
          key={parts.generation}
          type="checkbox"
          role={isSwitch ? 'switch' : undefined}
          id={parts.id}
          name={name}
          value={value}
          defaultChecked={parts.typed === null ? defaultChecked : parts.typed === value}
          required={props.isRequired}
          disabled={props.isDisabled}
          {...parts.aria}
        />
        <span className="choice-label">{label}</span>
      </label>
      <div className="choice-notes">
        <FieldNotes parts={parts} hint={hint} />
      </div>
    </div>
  );
}

/** A setting that is on or off. */
export function Switch(props: Omit<CheckboxProps, 'isSwitch'>) {
  return <Checkbox {...props} isSwitch />;
}

type CheckboxGroupProps = FieldTexts & {
  /** Ends in `[]`, so that one checked box is sent as a list too. */
  name: `${string}[]`;
  options: readonly Option[];
  error?: string;
  defaultValue?: readonly string[];
};

export function CheckboxGroup({ name, options, error, defaultValue = [], ...texts }: CheckboxGroupProps) {
  const parts = useFormField({ name, label: texts.label, hint: texts.hint, error });
  const chosen = parts.typed ?? defaultValue;
  return (
    <FieldGroup parts={parts} {...texts}>
      {options.map((option, index) => (
        <Choice
          key={`${option.value}-${parts.generation}`}
          type="checkbox"
          id={index === 0 ? parts.id : `${parts.id}-${option.value}`}
          name={name}
          option={option}
          isChosen={chosen.includes(option.value)}
        />
      ))}
    </FieldGroup>
  );
}

type ChoiceProps = { type: 'checkbox' | 'radio'; id: string; name: string; option: Option; isChosen: boolean };

/** One line of a group. */
export function Choice({ type, id, name, option, isChosen }: ChoiceProps) {
  return (
    <div className="choice-field">
      <label className="choice">
        <input
          type={type}
          id={id}
          name={name}
          value={option.value}
          defaultChecked={isChosen}
          disabled={option.isDisabled}
          aria-describedby={option.hint && `${id}-hint`}
        />
        <span className="choice-label">{option.label}</span>
      </label>
      {option.hint && (
        <div className="choice-notes">
          <p className="field-hint" id={`${id}-hint`}>
            {option.hint}
          </p>
        </div>
      )}
    </div>
  );
}
