'use client';
// One text in several languages: a tab each, and the tabs say which are filled in. Every language is part of the form
// whichever tab is open; where no script runs, all of them stand one under another.

import { useTranslations } from 'next-intl';
import { useContext, useId, useState } from 'react';
import { Tab, TabList, Tabs } from 'react-aria-components/Tabs';
import { DEFAULT_LOCALE, type Locale, type Localised } from '../../domain/locale.ts';
import { FieldLabel, type FieldTexts } from './field.tsx';
import { FormFieldsContext } from './form-fields.ts';
import { LocalePanel } from './locale-panel.tsx';

type LocaleFieldProps = FieldTexts & {
  /** The controls are named `name.et`, `name.en` and so on. */
  name: string;
  /** The first is open at first. Their names are in the messages under `ui.languages`. */
  locales: readonly Locale[];
  defaultValue?: Localised;
  isMultiline?: boolean;
};

export function LocaleField(props: LocaleFieldProps) {
  const { generation } = useContext(FormFieldsContext);
  return <LocaleTabs key={generation} {...props} />;
}

function LocaleTabs({ name, locales, defaultValue = {}, isMultiline = false, ...texts }: LocaleFieldProps) {
  const { values } = useContext(FormFieldsContext);
  const [open, setOpen] = useState(locales[0] ?? DEFAULT_LOCALE);
  const [current, setCurrent] = useState<Localised>(() =>
    Object.fromEntries(
      locales.map((locale) => [locale, String(values?.[`${name}.${locale}`] ?? defaultValue[locale] ?? '')]),
    ),
  );
  const labelId = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out beside the tabs
    <div className="field locale-field" role="group" aria-labelledby={labelId}>
      <span className="field-label" id={labelId}>
        <FieldLabel {...texts} />
      </span>
      {texts.hint && <p className="field-hint">{texts.hint}</p>}
      <Tabs
        className="locale-tabs"
        selectedKey={open}
        onSelectionChange={(key) => setOpen(locales.find((locale) => locale === key) ?? open)}
      >
        <TabList className="locale-tab-list" aria-labelledby={labelId}>
          {locales.map((locale) => (
            <LocaleTab key={locale} name={name} locale={locale} isFilled={Boolean(current[locale]?.trim())} />
          ))}
        </TabList>
        {locales.map((locale) => (
          <LocalePanel
            key={locale}
            name={`${name}.${locale}`}
            label={texts.label}
            locale={locale}
            defaultValue={defaultValue[locale] ?? ''}
            isMultiline={isMultiline}
            onReveal={setOpen}
            onText={(text) => setCurrent((before) => ({ ...before, [locale]: text }))}
          />
        ))}
      </Tabs>
    </div>
  );
}

function LocaleTab({ name, locale, isFilled }: { name: string; locale: Locale; isFilled: boolean }) {
  const t = useTranslations('ui');
  const language = useTranslations('ui.languages');
  const hasError = `${name}.${locale}` in useContext(FormFieldsContext).errors;
  const state = hasError ? 'wrong' : isFilled ? 'filled' : 'empty';
  return (
    <Tab id={locale} className="locale-tab">
      <span className={`locale-dot locale-dot-${state}`} aria-hidden="true" />
      {language(locale)} <span className="visually-hidden">({t(state)})</span>
    </Tab>
  );
}
