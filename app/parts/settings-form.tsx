// The form of the instance's settings.

import { getTranslations } from 'next-intl/server';
import { ActionForm } from '../../components/ui/action-form.tsx';
import { CheckboxGroup } from '../../components/ui/checkbox.tsx';
import { FileField } from '../../components/ui/file-field.tsx';
import { FormSection, FormShell } from '../../components/ui/form-shell.tsx';
import { LocaleField } from '../../components/ui/locale-field.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { LANGUAGE_NAMES, LOCALES } from '../../domain/locale.ts';
import type { Settings } from '../../server/settings/defaults.ts';
import { saveSettingsAction } from '../[locale]/(admin)/admin/settings/actions.ts';

type Props = { settings: Settings };

export async function SettingsForm({ settings }: Props) {
  const t = await getTranslations('settingsForm');
  return (
    <ActionForm action={saveSettingsAction} submitLabel={t('save')} aria-label={t('title')}>
      <input type="hidden" name="revision" value={settings.revision} />
      <FormShell>
        <IdentitySection settings={settings} />
        <FormSection title={t('languages')}>
          <CheckboxGroup
            name="locales[]"
            label={t('locales')}
            defaultValue={settings.locales}
            options={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          />
          <TextField name="timeZone" label={t('timeZone')} hint={t('timeZoneHint')} defaultValue={settings.timeZone} />
        </FormSection>
        <RetentionSection settings={settings} />
        <TextsSection settings={settings} />
      </FormShell>
    </ActionForm>
  );
}

async function IdentitySection({ settings }: Props) {
  const t = await getTranslations('settingsForm');
  const logo = settings.logoId && {
    current: { src: `/logo/${settings.logoId}`, description: t('logo'), removeName: 'removeLogo' },
  };
  return (
    <FormSection title={t('identity')}>
      <LocaleField name="name" label={t('name')} locales={LOCALES} defaultValue={settings.name} />
      <FileField
        name="logo"
        label={t('logo')}
        hint={t('logoHint')}
        accept="image/png,image/jpeg,image/webp"
        isOptional
        {...logo}
      />
      <TextField
        name="accent"
        label={t('accent')}
        hint={t('accentHint')}
        defaultValue={settings.accent}
        expectedLength={9}
        spellCheck={false}
      />
    </FormSection>
  );
}

async function RetentionSection({ settings }: Props) {
  const t = await getTranslations('settingsForm');
  const { sentMailDays, invitationDays } = settings.retention;
  return (
    <FormSection title={t('retention')}>
      <TextField
        name="sentMailDays"
        label={t('sentMailDays')}
        defaultValue={String(sentMailDays)}
        inputMode="numeric"
        expectedLength={6}
      />
      <TextField
        name="invitationDays"
        label={t('invitationDays')}
        defaultValue={String(invitationDays)}
        inputMode="numeric"
        expectedLength={6}
      />
    </FormSection>
  );
}

async function TextsSection({ settings }: Props) {
  const t = await getTranslations('settingsForm');
  return (
    <FormSection title={t('texts')} hint={t('textsHint')}>
      <LocaleField
        name="privacyNotice"
        label={t('privacyNotice')}
        locales={LOCALES}
        defaultValue={settings.privacyNotice}
        isMultiline
        isOptional
      />
      <LocaleField
        name="accessibilityStatement"
        label={t('accessibilityStatement')}
        locales={LOCALES}
        defaultValue={settings.accessibilityStatement}
        isMultiline
        isOptional
      />
      <TextField
        name="feedbackEmail"
        label={t('feedbackEmail')}
        type="email"
        defaultValue={settings.feedbackEmail}
        isOptional
      />
    </FormSection>
  );
}
