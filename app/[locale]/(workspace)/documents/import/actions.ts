'use server';
// What the form that imports a text file does: shows what would come of it, and lets it in.

import { headers } from 'next/headers';
import { connection } from 'next/server';
import { z } from 'zod';
import type { ImportAnswer } from '../../../../../components/document/import-preview.ts';
import { importForm } from '../../../../../domain/document/import-form.ts';
import type { FieldErrorCode } from '../../../../../domain/errors.ts';
import { DEFAULT_LOCALE, isLocale } from '../../../../../domain/locale.ts';
import { importText, previewImport, type TextFile } from '../../../../../server/documents/import.ts';
import { presentFailure } from '../../../../../server/present-failure.ts';
import { requestContext } from '../../../../../server/request.ts';
import { translator } from '../../../../../server/translate.ts';
import { action } from '../../../../action.ts';

const upload = z
  .instanceof(File, { error: 'required' satisfies FieldErrorCode })
  .refine((file) => file.size > 0, { error: 'required' satisfies FieldErrorCode });

/** `destination` decides; without it, on the page for new documents, there is no document either. */
const form = importForm
  .extend({
    file: upload,
    destination: z.enum(['end', 'below', 'new']).default('new'),
    documentId: importForm.shape.documentId.default(''),
  })
  .transform(({ destination, documentId, parentId, ...rest }) => ({
    ...rest,
    documentId: destination === 'new' ? '' : documentId,
    ...(destination === 'below' && { parentId }),
  }));

export const importAction = action(
  form,
  async (ctx, { file, ...rest }) => importText(ctx, await textFile(file), rest),
  {
    goTo: ({ documentId, sections }) => `/documents/${documentId}${sections[0] ? `#s-${sections[0].id}` : ''}`,
  },
);

/** `documentId`: the one that the form stands beside, '' without one; like all that is sent, whatever somebody wishes. */
export async function previewImportAction(documentId: unknown, sent: FormData): Promise<ImportAnswer> {
  await connection();
  const data = sent instanceof FormData ? sent : new FormData();
  const named = data.get('pageLocale');
  const locale = isLocale(named) ? named : DEFAULT_LOCALE;
  const file = upload.safeParse(data.get('file'));
  if (!file.success) return { state: 'failed', message: translator(locale, 'fieldErrors')('required') };
  const beside = { documentId: typeof documentId === 'string' ? documentId : '', language: locale };
  const read = await previewImport(await requestContext(await headers()), await textFile(file.data), beside);
  if (!read.ok) return { state: 'failed', message: presentFailure(locale, read.error).message };
  const t = translator(locale, 'documents');
  const { title, sections, words } = read.value;
  return {
    state: 'shown',
    title,
    summary: t('previewCount', { sections: sections.length, words }),
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
