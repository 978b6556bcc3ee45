// The form with every kind of field.

import { ActionForm } from '../../../components/ui/action-form.tsx';
import { Checkbox, CheckboxGroup, Switch } from '../../../components/ui/checkbox.tsx';
import { FileField } from '../../../components/ui/file-field.tsx';
import { FormSection, FormShell } from '../../../components/ui/form-shell.tsx';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { LocaleField } from '../../../components/ui/locale-field.tsx';
import { RadioGroup } from '../../../components/ui/radio-group.tsx';
import { Select } from '../../../components/ui/select.tsx';
import { TextField } from '../../../components/ui/text-field.tsx';
import { LOCALES } from '../../../domain/locale.ts';
import { trySample } from './actions.ts';
import { Sample } from './sample.tsx';

const ROLES = [
  { value: 'official', label: 'Ametnik', hint: 'Loob dokumente ja avab voore.' },
  { value: 'partner', label: 'Partner', hint: 'Kommenteerib ja teeb muudatusettepanekuid.' },
];
const LANGUAGES = [
  { value: 'et', label: 'Eesti' },
  { value: 'en', label: 'Inglise' },
  { value: 'ru', label: 'Vene', isDisabled: true },
];

export function FormSample() {
  return (
    <Sample title="Vorm">
      <ActionForm
        action={trySample}
        submitLabel="Salvesta"
        secondary={
          <LinkButton href="#back" variant="quiet">
            Loobu
          </LinkButton>
        }
      >
        <FormShell>
          <FormSection title="Inimene" hint="Nii näevad teised teda kõigis dokumentides.">
            <TextField name="name" label="Nimi" autoComplete="off" hint="„rike” annab serveri vea." />
            <TextField name="email" type="email" label="E-posti aadress" />
            <TextField name="phone" type="tel" label="Telefon" isOptional expectedLength={14} />
            <TextField name="code" label="Registrikood" defaultValue="90008287" isReadOnly expectedLength={10} />
            <Select name="country" label="Riik" options={LANGUAGES} placeholder="Valige…" isOptional />
          </FormSection>
          <FormSection title="Organisatsioon">
            <LocaleField name="title" label="Nimi" locales={LOCALES} defaultValue={{ et: 'Tallinna Ülikool' }} />
            <TextField name="about" label="Kirjeldus" isMultiline isOptional />
            <FileField
              name="logo"
              label="Logo"
              accept="image/png,image/jpeg"
              hint="PNG või JPEG kuni 1 MB."
              isOptional
              current={{ src: '/icons/favicon.svg', description: 'Praegune logo', removeName: 'removeLogo' }}
            />
          </FormSection>
          <FormSection title="Õigused">
            <RadioGroup name="role" label="Roll" options={ROLES} />
            <CheckboxGroup name="locales[]" label="Keeled" options={LANGUAGES} hint="Milles inimene kirjutab." />
            <Switch name="isPublic" label="Avalik" hint="Nimi on avalikul lehel." defaultChecked />
            <Checkbox name="consent" label="Kinnitan, et olen selle inimesega rääkinud" isRequired />
          </FormSection>
        </FormShell>
      </ActionForm>
    </Sample>
  );
}
