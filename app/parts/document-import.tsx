// Bringing a text file in: what is in it, and where it goes.

import { getTranslations } from 'next-intl/server';
import { ImportFile } from '../../components/document/import-file.tsx';
import { ActionForm } from '../../components/ui/action-form.tsx';
import { LinkButton } from '../../components/ui/link-button.tsx';
import { RadioGroup } from '../../components/ui/radio-group.tsx';
import { Select } from '../../components/ui/select.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { IMPORT_DESTINATIONS, IMPORT_ENDINGS, MAX_IMPORT_BYTES } from '../../domain/document/import-form.ts';
import type { DocumentOutline } from '../../domain/document/presented.ts';
import { includesRight } from '../../domain/document/rights.ts';
import type { Locale } from '../../domain/locale.ts';
import { can } from '../../domain/permissions.ts';
import type { Context } from '../../server/context.ts';
import { importAction, previewImportAction } from '../[locale]/(workspace)/documents/import/actions.ts';
import { LanguageField, OwnerField, ownerChoices, ownOrganisation } from './document-form.tsx';

type Props = {
  ctx: Context;
  locale: Locale;
  /** Null on the page that makes new documents only. */
  outline: DocumentOutline | null;
};

export async function ImportForm({ ctx, locale, outline }: Props) {
  const document = outline?.document ?? null;
  const [t, tUi] = [await getTranslations('documents'), await getTranslations('ui')];
  const back = `/${locale}/documents${document ? `/${document.id}` : ''}`;
  return (
    <ActionForm
      action={importAction}
      submitLabel={t('import')}
      secondary={<LinkButton href={back}>{tUi('cancel')}</LinkButton>}
      aria-label={t('import')}
    >
      <ImportFile
        name="file"
        label={t('file')}
        hint={t('fileHint', { limit: MAX_IMPORT_BYTES / 1024 ** 2 })}
        accept={IMPORT_ENDINGS.join(',')}
        preview={previewImportAction}
        texts={{ reading: t('reading'), title: t('previewTitle') }}
      />
      {outline && <Destination ctx={ctx} outline={outline} />}
      {can(ctx.viewer, 'document.create') && (
        <NewDocumentFields ctx={ctx} locale={locale} language={document?.language ?? locale} />
      )}
    </ActionForm>
  );
}

/** Where in this document, or a new one; who can do one of these only is not asked which. */
async function Destination({ ctx, outline }: { ctx: Context; outline: DocumentOutline }) {
  const t = await getTranslations('documents');
  const makes = can(ctx.viewer, 'document.create');
  return (
    <>
      <input type="hidden" name="documentId" value={outline.document.id} />
      {makes ? (
        <RadioGroup
          name="destination"
          label={t('destination')}
          defaultValue={'here' satisfies Destination}
          options={IMPORT_DESTINATIONS.map((value) => ({ value, label: t(`destinations.${value}`) }))}
        />
      ) : (
        <input type="hidden" name="destination" value={'here' satisfies Destination} />
      )}
      <div className="import-place">
        <Select name="parentId" label={t('place')} options={await placesIn(outline)} />
      </div>
    </>
  );
}

type Destination = (typeof IMPORT_DESTINATIONS)[number];

/** The end of the document, and below each section: as far as the reader may edit there. */
async function placesIn({ document, sections }: DocumentOutline) {
  const t = await getTranslations('documents');
  const below = sections.filter((section) => includesRight(section.right, 'edit'));
  return [
    ...(includesRight(document.right, 'edit') ? [{ value: '', label: t('placeEnd') }] : []),
    ...below.map(({ id, number, title }) => ({
      value: id,
      label: t('placeBelow', { title: [number, title].filter(Boolean).join(' ') }),
    })),
  ];
}

/** In sight while a new document is chosen, as the place is while this one is: the styles see to that. */
async function NewDocumentFields({ ctx, locale, language }: Omit<Props, 'outline'> & { language: string }) {
  const t = await getTranslations('documents');
  const owners = await ownerChoices(ctx, locale);
  return (
    <fieldset className="new-document-fields">
      <legend className="visually-hidden">{t('newTitle')}</legend>
      <TextField name="title" label={t('fieldTitle')} hint={t('importTitleHint')} maxLength={300} isOptional />
      <LanguageField defaultValue={language} />
      <OwnerField owners={owners} defaultValue={ownOrganisation(ctx)} />
    </fieldset>
  );
}
