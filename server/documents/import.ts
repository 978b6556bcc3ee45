// Text files as documents: what one would become, and letting it in, as a new document or at the end of one. Rule OP2
// in docs/spec/documents.md.

import { type BodyJson, readBody } from '../../domain/document/body.ts';
import { type ImportedSection, takeTitle, type Untitled } from '../../domain/document/import/sections.ts';
import {
  IMPORT_ENDINGS,
  type ImportForm,
  type ImportPreview,
  MAX_IMPORT_BYTES,
} from '../../domain/document/import-form.ts';
import { MAX_SECTION_TITLE } from '../../domain/document/section.ts';
import { templateLanguage } from '../../domain/document/templates.ts';
import { plainText, wordCount } from '../../domain/document/text.ts';
import type { Locale } from '../../domain/locale.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isSafeText } from '../../domain/safe-text.ts';
import { normaliseText } from '../../domain/text.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import { transact } from '../transact.ts';
import { type Access, authoriseAt, loadAccess } from './access.ts';
import { appendSections } from './append.ts';
import { makeDocument } from './documents.ts';
import { checkWords } from './room.ts';

export type TextFile = { fileName: string; bytes: Uint8Array };

export type Imported = {
  documentId: string;
  /** In the order of the text. */
  sections: { id: string; title: string }[];
  words: number;
};

/**
 * What an import of the file with this form would make, for who may make a document or edit anything in the one it goes
 * into. Nothing is stored. Fails as the import does.
 */
export async function previewImport(
  ctx: Context,
  file: TextFile,
  { documentId, language, title }: Pick<ImportForm, 'documentId' | 'language' | 'title'>,
): Promise<Result<ImportPreview>> {
  const allowed = await authorisePreview(ctx, documentId);
  if (!allowed.ok) return allowed;
  const read = await readFile(ctx, file, allowed.value?.language ?? language);
  if (!read.ok) return read;
  const made = documentId === '' ? named(read.value, title, file) : { title: '', sections: read.value };
  return ok({
    title: made.title,
    words: wordsOf(made.sections),
    sections: made.sections.map(({ body, ...section }) => ({
      ...section,
      words: wordCount(body),
      firstWords: plainText(body).slice(0, PREVIEW_LENGTH).replaceAll('\n', ' '),
    })),
  });
}

const PREVIEW_LENGTH = 160;

/** The document it goes into, null for a new one. Where in it is chosen later: `edit` anywhere will do. */
async function authorisePreview(ctx: Context, documentId: string): Promise<Result<{ language: string } | null>> {
  if (documentId === '') {
    const creates = authorise(ctx, 'document.create');
    return creates.ok ? ok(null) : creates;
  }
  const entered = authorise(ctx, 'document.list');
  if (!entered.ok) return entered;
  const access = await loadAccess(ctx, ctx.db, documentId);
  if (access === null) return fail('not-found');
  const whole = authoriseAt(ctx, access, 'document.edit', null);
  const mayEdit = (id: string) => access.isLiving(id) && authoriseAt(ctx, access, 'section.edit', id).ok;
  return whole.ok || [...access.sections.keys()].some(mayEdit) ? ok(access.document) : whole;
}

/** What a new document is called and has: a title that is also the file's first heading is not there twice. */
function named(read: readonly ImportedSection[], wanted: string, file: TextFile) {
  const taken = takeTitle(read);
  const isTaken = wanted === '' || isSameTitle(wanted, taken.title);
  return { title: wanted || taken.title || stem(file.fileName), sections: isTaken ? taken.sections : [...read] };
}

/**
 * Fails `import-type`, `file-too-large` (`limit` in MB), `import-empty`, `import-too-complex`, `document-too-long`, and as the making or
 * changing of a document does. `makerId`: for whom the operator makes a new document.
 */
export async function importText(
  ctx: Context,
  file: TextFile,
  form: ImportForm,
  makerId?: string,
): Promise<Result<Imported>> {
  const { documentId, parentId } = form;
  return documentId === '' ? intoNew(ctx, file, form, makerId) : intoExisting(ctx, file, documentId, parentId || null);
}

async function intoNew(ctx: Context, file: TextFile, form: ImportForm, makerId?: string): Promise<Result<Imported>> {
  const allowed = authorise(ctx, 'document.create');
  if (!allowed.ok) return allowed;
  const read = await readFile(ctx, file, form.language);
  if (!read.ok) return read;
  const { title, sections } = named(read.value, form.title, file);
  const words = wordsOf(sections);
  const made = await makeDocument(
    ctx,
    { ...form, title },
    { sections: sections.map(planned), ...(makerId === undefined ? {} : { makerId }) },
    async (tx, { id }) => {
      await record(ctx, tx, 'document.imported', { kind: 'document', id }, { sections: sections.length, words });
      return ok();
    },
  );
  return made.ok ? ok({ documentId: made.value.id, sections: made.value.sections, words }) : made;
}

async function intoExisting(
  ctx: Context,
  file: TextFile,
  documentId: string,
  parentId: string | null,
): Promise<Result<Imported>> {
  // asked before the file is read, which takes time, and again when nothing can change any more
  const before = await authoriseInto(ctx, documentId, parentId);
  if (!before.ok) return before;
  const read = await readFile(ctx, file, before.value.document.language);
  if (!read.ok) return read;
  return transact(ctx, async (tx) => {
    const access = await loadAccess(ctx, tx, documentId, 'update');
    if (access === null) return fail('not-found');
    const appended = await appendSections(ctx, tx, access, { parentId, sections: read.value.map(planned) }, 'import');
    if (!appended.ok) return appended;
    const words = wordsOf(read.value);
    const details = { sections: read.value.length, words };
    await record(ctx, tx, 'document.imported', { kind: 'document', id: documentId }, details);
    const sections = appended.value.ids.map((id, i) => ({ id, title: read.value[i]?.title ?? '' }));
    return ok({ documentId, sections, words });
  });
}

async function authoriseInto(ctx: Context, documentId: string, parentId: string | null): Promise<Result<Access>> {
  const entered = authorise(ctx, 'document.list');
  if (!entered.ok) return entered;
  const access = await loadAccess(ctx, ctx.db, documentId);
  if (access === null) return fail('not-found');
  const allowed = authoriseAt(ctx, access, parentId === null ? 'document.edit' : 'section.edit', parentId);
  return allowed.ok ? ok(access) : allowed;
}

const planned = (section: ImportedSection) => ({ ...section, hint: null });

const BEFORE_HEADINGS: Record<Locale, string> = { et: 'Sissejuhatus', en: 'Introduction', ru: 'Введение' };

async function readFile(
  ctx: Context,
  { fileName, bytes }: TextFile,
  language: string,
): Promise<Result<ImportedSection[]>> {
  const ending = IMPORT_ENDINGS.find((known) => fileName.toLowerCase().endsWith(known));
  if (!ending) return fail('import-type');
  if (bytes.length > MAX_IMPORT_BYTES)
    return fail('file-too-large', { params: { limit: MAX_IMPORT_BYTES / 1024 ** 2 } });
  const untitled: Untitled = { before: BEFORE_HEADINGS[templateLanguage(language)], whole: stem(fileName) };
  const format = ending === '.txt' ? 'plain' : 'markdown';
  const read = await ctx.app.textReader.read({ bytes, format, untitled }, viewerId(ctx.viewer));
  if (!read.ok) return read;
  const sections = read.value.map((section) => ({ ...section, body: checked(section.body) }));
  const room = checkWords(wordsOf(sections));
  return room.ok ? ok(sections) : room;
}

/** The thread has read it once already. */
function checked(json: BodyJson) {
  const body = readBody(json);
  if (!body.ok) throw new Error(`the reader made an invalid body: ${JSON.stringify(body.error.params)}`);
  return body.value;
}

function wordsOf(sections: readonly ImportedSection[]): number {
  return sections.reduce((sum, { body }) => sum + wordCount(body), 0);
}

/** The name of the file without folder and ending, as a title. */
function stem(fileName: string): string {
  const name = normaliseText(
    fileName
      .replace(/^.*[/\\]/, '')
      .replace(/\.[^.]*$/, '')
      .replaceAll('_', ' '),
  ).slice(0, MAX_SECTION_TITLE);
  return name !== '' && isSafeText(name) && !/[\n\t]/.test(name) ? name : 'Import';
}

function isSameTitle(a: string, b: string): boolean {
  return normaliseText(a).toLowerCase() === normaliseText(b).toLowerCase();
}
