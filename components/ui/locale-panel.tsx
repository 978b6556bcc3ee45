'use client';
// The control for one language of a text.

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { TabPanel } from 'react-aria-components/Tabs';
import type { Locale } from '../../domain/locale.ts';
import { FieldNotes } from './field.tsx';
import { useFormField } from './form-fields.ts';

type LocalePanelProps = {
  name: string;
  label: string;
  locale: Locale;
  defaultValue: string;
  isMultiline: boolean;
  onReveal: (locale: Locale) => void;
  onText: (text: string) => void;
};

export function LocalePanel({ name, label, locale, defaultValue, isMultiline, onReveal, onText }: LocalePanelProps) {
  const language = useTranslations('ui.languages');
  const ownLabel = `${label} (${language(locale)})`;
  const reveal = useCallback(() => onReveal(locale), [onReveal, locale]);
  const parts = useFormField({ name, label: ownLabel, reveal, saved: { value: defaultValue } });
  const common = {
    ...parts.aria,
    id: parts.id,
    name,
    lang: locale,
    className: 'input',
    defaultValue: String(parts.typed ?? defaultValue),
  };
  return (
    <TabPanel
      id={locale}
      shouldForceMount
      className="locale-panel"
      // A closed panel is hidden by style alone, so that it can be shown where no script opens it.
      render={(props) => <div {...props} inert={undefined} />}
    >
      <label className="field-label locale-label" htmlFor={parts.id}>
        {ownLabel}
      </label>
      <FieldNotes parts={parts} />
      {isMultiline ? (
        <textarea {...common} onInput={(event) => onText(event.currentTarget.value)} />
      ) : (
        <input {...common} onInput={(event) => onText(event.currentTarget.value)} />
      )}
    </TabPanel>
  );
}
