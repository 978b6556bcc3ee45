// Beginning a translation, linking documents that are there already, and saying which section goes with which.

import { getTranslations } from 'next-intl/server';
import { ActionForm } from '../../components/ui/action-form.tsx';
import { Button } from '../../components/ui/button.tsx';
import { ConfirmDialog } from '../../components/ui/confirm-dialog.tsx';
import { Select } from '../../components/ui/select.tsx';
import { TextField } from '../../components/ui/text-field.tsx';
import { documentFilter } from '../../domain/document/document-list.ts';
import type { DocumentOutline, DocumentSummary, PresentedSection } from '../../domain/document/presented.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Context } from '../../server/context.ts';
import { listDocuments } from '../../server/documents/list.ts';
import {
  linkTranslationAction,
  makeTranslationAction,
  pairSectionAction,
  unlinkTranslationAction,
} from '../[locale]/(workspace)/documents/[id]/translations/actions.ts';
import { shown } from '../page-context.ts';
import { LanguageField } from './document-form.tsx';

type DocumentProps = { document: DocumentOutline['document'] };

export async function MakeTranslation({ document }: DocumentProps) {
  const t = await getTranslations('documents');
  const taken = [document.language, ...document.translations.map(({ language }) => language)];
  return (
    <ActionForm action={makeTranslationAction} submitLabel={t('make')} aria-label={t('makeTranslation')}>
      <input type="hidden" name="id" value={document.id} />
      <LanguageField except={taken} />
      <TextField name="title" label={t('translationTitle')} maxLength={300} autoComplete="off" />
    </ActionForm>
  );
}

type LinkProps = DocumentProps & {
  /** Which of the two the reader chooses; `document` is the other one. */
  chosen: 'followerId' | 'leadingId';
  choices: readonly DocumentSummary[];
  label: string;
};

export async function LinkTranslation({ document, chosen, choices, label }: LinkProps) {
  const [t, tLanguage] = [await getTranslations('documents'), await getTranslations('languages')];
  const name = ({ title, language }: DocumentSummary) => `${title} (${tLanguage(language as 'et')})`;
  return (
    <ActionForm action={linkTranslationAction} submitLabel={t('link')} isClearedWhenDone aria-label={label}>
      <input type="hidden" name={chosen === 'followerId' ? 'leadingId' : 'followerId'} value={document.id} />
      <Select
        name={chosen}
        label={chosen === 'followerId' ? t('translation') : t('original')}
        placeholder="–"
        options={choices.map((choice) => ({ value: choice.id, label: name(choice) }))}
      />
    </ActionForm>
  );
}

/** Documents that could stand at the other end of a link: neither translations themselves, nor this one. */
export async function linkChoices(ctx: Context, { id }: { id: string }, locale: Locale): Promise<DocumentSummary[]> {
  const found: DocumentSummary[] = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const list = shown(await listDocuments(ctx, documentFilter.parse({ sort: 'title', page }), locale));
    pages = list.pages;
    found.push(...list.documents.filter((document) => document.leading === null && document.id !== id));
  }
  return found;
}

export async function UnlinkTranslation({ document }: DocumentProps) {
  const t = await getTranslations('documents');
  return (
    <div>
      <ConfirmDialog
        trigger={<Button variant="danger">{t('unlink')}</Button>}
        title={t('unlink')}
        text={t('unlinkHint')}
        confirmLabel={t('unlink')}
        action={unlinkTranslationAction}
        hidden={{ followerId: document.id }}
        isDangerous
      />
    </div>
  );
}

type PairProps = { section: PresentedSection; originals: readonly { id: string; title: string }[] };

export async function PairForm({ section, originals }: PairProps) {
  const t = await getTranslations('documents');
  return (
    <details className="pair-form">
      <summary>
        {t('pair')}
        <span className="visually-hidden">: {section.title}</span>
      </summary>
      <ActionForm action={pairSectionAction} submitLabel={t('link')} aria-label={`${t('pair')}: ${section.title}`}>
        <input type="hidden" name="sectionId" value={section.id} />
        <Select
          name="leadingSectionId"
          label={t('original')}
          options={originals.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </ActionForm>
    </details>
  );
}
