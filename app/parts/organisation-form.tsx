// The form of an organisation, for adding and for changing one.

import { getTranslations } from 'next-intl/server';
import { ActionForm } from '../../components/ui/action-form.tsx';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { FormSection, FormShell } from '../../components/ui/form-shell.tsx';
import type { FormAction } from '../../components/ui/form-state.ts';
import { LinkButton } from '../../components/ui/link-button.tsx';
import { LocaleField } from '../../components/ui/locale-field.tsx';
import { Select } from '../../components/ui/select.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { LOCALES } from '../../domain/locale.ts';
import { ORGANISATION_KINDS } from '../../domain/people/organisation.ts';
import type { Organisation } from '../../server/people/queries.ts';

type Props = { action: FormAction; backTo: string; submitLabel: string; organisation?: Organisation };

export async function OrganisationForm({ action, backTo, submitLabel, organisation }: Props) {
  const [t, tUi, tKind] = [
    await getTranslations('organisations'),
    await getTranslations('ui'),
    await getTranslations('organisationKinds'),
  ];
  const kinds = ORGANISATION_KINDS.map((value) => ({ value, label: tKind(value) }));
  return (
    <ActionForm
      action={action}
      submitLabel={submitLabel}
      secondary={<LinkButton href={backTo}>{tUi('cancel')}</LinkButton>}
    >
      {organisation && <input type="hidden" name="id" value={organisation.id} />}
      {organisation && <input type="hidden" name="revision" value={organisation.revision} />}
      <FormShell>
        <FormSection title={t('name')}>
          <LocaleField name="name" label={t('name')} locales={LOCALES} defaultValue={organisation?.name ?? {}} />
          <Select name="kind" label={t('kind')} options={kinds} defaultValue={organisation?.kind ?? 'association'} />
          <TextField
            name="country"
            label={t('country')}
            hint={t('countryHint')}
            defaultValue={organisation?.country ?? 'EE'}
            expectedLength={6}
            autoComplete="off"
          />
          <TextField
            name="registryCode"
            label={t('registryCode')}
            defaultValue={organisation?.registryCode ?? ''}
            expectedLength={16}
            isOptional
          />
          <Checkbox name="isPublic" label={t('isPublic')} defaultChecked={organisation?.isPublic ?? true} />
        </FormSection>
        <ContactSection organisation={organisation} />
      </FormShell>
    </ActionForm>
  );
}

async function ContactSection({ organisation }: { organisation: Organisation | undefined }) {
  const t = await getTranslations('organisations');
  const contact = organisation?.contact;
  return (
    <FormSection title={t('contact')} hint={t('contactHint')}>
      <TextField name="contactName" label={t('contactName')} defaultValue={contact?.name ?? ''} isOptional />
      <TextField
        name="contactEmail"
        label={t('contactEmail')}
        type="email"
        defaultValue={contact?.email ?? ''}
        isOptional
      />
      <TextField
        name="contactPhone"
        label={t('contactPhone')}
        type="tel"
        defaultValue={contact?.phone ?? ''}
        isOptional
      />
    </FormSection>
  );
}
