'use server';
// What the form that imports a text file does: shows what would come of it, and lets it in.

import { headers } from 'next/headers';
import { connection } from 'next/server';
import { z } from 'zod';
import type { ImportAnswer } from '../../../../../components/document/import-preview.ts';
import { IMPORT_DESTINATIONS, type ImportPreview, importForm } from '../../../../../domain/document/import-form.ts';
import type { FieldErrorCode } from '../../../../../domain/errors.ts';
import { formObject, parseForm } from '../../../../../domain/form.ts';
import { DEFAULT_LOCALE, isLocale, type Locale } from '../../../../../domain/locale.ts';
import type { Failure } from '../../../../../domain/result.ts';
import { importText, previewImport, type TextFile } from '../../../../../server/documents/import.ts';
import { presentFailure } from '../../../../../server/present-failure.ts';
import { requestContext } from '../../../../../server/request.ts';
import { translator } from '../../../../../server/translate.ts';
import { action } from '../../../../action.ts';

const upload = z
  .instanceof(File, { error: 'file' satisfies FieldErrorCode })
  .refine((file) => file.name !== '', { error: 'file' satisfies FieldErrorCode })
  .refine((file) => file.size > 0, { error: 'file-empty' satisfies FieldErrorCode });

/** `destination` decides; without it, on the page for new documents, there is no document either. */
const place = z.object({
  destination: z.enum(IMPORT_DESTINATIONS).default('new'),
  documentId: importForm.shape.documentId.default(''),
});

const form = importForm
  .extend({ file: upload, ...place.shape })
  .transform(({ destination, ...rest }) =>
    destination === 'here' ? rest : { ...rest, documentId: '', parentId: undefined },
  );

export const importAction = action(
  form,
  async (ctx, { file, ...rest }) => importText(ctx, await textFile(file), rest),
  {
    goTo: ({ documentId, sections, words }) => {
      const first = sections[0] ? `#s-${sections[0].id}` : '';
      return `/documents/${documentId}?imported=${sections.length}-${words}${first}`;
    },
  },
);

/** What a preview depends on. Whatever is wrong with another field is said when the form is sent. */
const beside = place
  .extend({
    title: importForm.shape.title.catch(''),
    language: importForm.shape.language.catch(DEFAULT_LOCALE),
  })
  .transform(({ destination, ...rest }) => (destination === 'here' ? rest : { ...rest, documentId: '' }));

/** Sent the form as it stands; like all that is sent, whatever somebody wishes. */
export async function previewImportAction(sent: FormData): Promise<ImportAnswer> {
  await connection();
  const data = sent instanceof FormData ? sent : new FormData();
  const named = data.get('pageLocale');
  const locale = isLocale(named) ? named : DEFAULT_LOCALE;
  const input = parseForm(beside.and(z.object({ file: upload })), formObject(data.entries()));
  const read = input.ok ? await preview(input.value) : input;
  return read.ok ? shown(read.value, locale) : { state: 'failed', message: mistake(locale, read.error) };
}

async function preview({ file, ...rest }: z.output<typeof beside> & { file: File }) {
  return previewImport(await requestContext(await headers()), await textFile(file), rest);
}

/** What is wrong with the file before anything else. */
function mistake(locale: Locale, failure: Failure): string {
  const { message, fields } = presentFailure(locale, failure);
  return fields.file ?? message;
}

function shown({ title, sections, words }: ImportPreview, locale: Locale): ImportAnswer {
  const t = translator(locale, 'documents');
  const counts = { sections: sections.length, words };
  return {
    state: 'shown',
    summary: title === '' ? t('previewHere', counts) : t('previewNew', { title, ...counts }),
    lines: sections.map((section) => ({
      level: section.level,
      title: section.title,
      words: section.words === 0 ? t('noWords') : t('words', { count: section.words }),
      firstWords: section.firstWords,
    })),
  };
}

async function textFile(file: File): Promise<TextFile> {
  return { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
