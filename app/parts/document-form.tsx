// The forms of a document as a whole: a new one from a template, and what is known of one.

import { getTranslations } from 'next-intl/server';
import { ActionForm } from '../../components/ui/action-form.tsx';
import { LinkButton } from '../../components/ui/link-button.tsx';
import { RadioGroup } from '../../components/ui/radio-group.tsx';
import { type Option, Select } from '../../components/ui/select.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { DOCUMENT_KINDS, DOCUMENT_LANGUAGES, type DocumentKind } from '../../domain/document/document.ts';
import type { DocumentOutline } from '../../domain/document/presented.ts';
import { templateSections } from '../../domain/document/templates.ts';
import { LOCALES, type Locale, localised } from '../../domain/locale.ts';
import { relationTo } from '../../domain/people/permissions.ts';
import { can } from '../../domain/permissions.ts';
import type { Context } from '../../server/context.ts';
import { listOrganisations } from '../../server/people/queries.ts';
import { createDocumentAction, editDocumentAction } from '../[locale]/(workspace)/documents/actions.ts';
import { shown } from '../page-context.ts';

type Props = { ctx: Context; locale: Locale };

export async function NewDocumentForm({ ctx, locale }: Props) {
  const [t, tUi, tKind] = [
    await getTranslations('documents'),
    await getTranslations('ui'),
    await getTranslations('documentKinds'),
  ];
  const templates = DOCUMENT_KINDS.map((kind) => {
    const count = templateSections(kind, 'et').length;
    return { value: kind, label: tKind(kind), hint: t('templateChoice', { hint: t(`kindHints.${kind}`), count }) };
  });
  const owners = await ownerChoices(ctx, locale);
  return (
    <ActionForm
      action={createDocumentAction}
      submitLabel={t('create')}
      secondary={<LinkButton href={`/${locale}/documents`}>{tUi('cancel')}</LinkButton>}
    >
      <TextField name="title" label={t('fieldTitle')} maxLength={300} autoComplete="off" />
      <RadioGroup
        name="kind"
        label={t('template')}
        hint={t('templateHint')}
        options={templates}
        defaultValue={'development-plan' satisfies DocumentKind}
      />
      <LanguageField hint={t('languageHint', { languages: await templateLanguages(locale) })} defaultValue={locale} />
      <OwnerField owners={owners} defaultValue={ownOrganisation(ctx)} />
    </ActionForm>
  );
}

/** The languages that templates have titles in, in words: "eesti, inglise ja vene". */
async function templateLanguages(locale: Locale): Promise<string> {
  const t = await getTranslations('languages');
  return new Intl.ListFormat(locale).format(LOCALES.map((language) => t(language)));
}

type LanguageProps = { name?: string; hint?: string; defaultValue?: string; except?: readonly string[] };

/** One of the languages of texts. */
export async function LanguageField({ name = 'language', hint, defaultValue, except = [] }: LanguageProps) {
  const [t, tLanguage] = [await getTranslations('documents'), await getTranslations('languages')];
  const offered = DOCUMENT_LANGUAGES.filter((language) => !except.includes(language));
  return (
    <Select
      name={name}
      label={t('language')}
      {...(hint && { hint })}
      {...(defaultValue && { defaultValue })}
      options={offered.map((value) => ({ value, label: tLanguage(value) }))}
    />
  );
}

/** The organisations that the viewer may make owner: their own, and for administrators all of the network. */
export async function ownerChoices(ctx: Context, locale: Locale): Promise<Option[]> {
  const live = shown(await listOrganisations(ctx, locale)).filter((o) => o.archivedAt === null);
  return live
    .filter(({ id }) => can(ctx.viewer, 'document.choose-owner', { relation: relationTo(ctx.viewer, null, [id]) }))
    .map((o) => ({ value: o.id, label: localised(o.name, locale) }));
}

/** The organisation that is owner unless the viewer says otherwise; '' for somebody without one. */
export function ownOrganisation({ viewer }: Context): string {
  return viewer.kind === 'person' ? (viewer.organisationIds[0] ?? '') : '';
}

export async function OwnerField({ owners, defaultValue }: { owners: readonly Option[]; defaultValue: string }) {
  const t = await getTranslations('documents');
  return (
    <Select
      name="ownerOrganisationId"
      label={t('owner')}
      hint={t('ownerHint')}
      placeholder={t('noOwnerChoice')}
      options={owners}
      defaultValue={defaultValue}
    />
  );
}

type FactsProps = Props & { document: DocumentOutline['document'] };

export async function DocumentFactsForm({ ctx, locale, document }: FactsProps) {
  const t = await getTranslations('documents');
  const { id, revision, title, language, ownerOrganisationId, ownerName } = document;
  const owners = await ownerChoices(ctx, locale);
  // an owner that the viewer could not choose anew stays to be kept
  const isKept = ownerOrganisationId !== null && owners.every((owner) => owner.value !== ownerOrganisationId);
  const kept = isKept ? [{ value: ownerOrganisationId, label: ownerName ?? '' }] : [];
  return (
    <ActionForm action={editDocumentAction} submitLabel={t('save')} aria-label={t('facts')}>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="revision" value={revision} />
      <TextField name="title" label={t('fieldTitle')} defaultValue={title} maxLength={300} lang={language} />
      <LanguageField defaultValue={language} />
      <OwnerField owners={[...kept, ...owners]} defaultValue={ownerOrganisationId ?? ''} />
    </ActionForm>
  );
}
