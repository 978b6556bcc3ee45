// The operator's commands for documents. Rules OP1 and OP2 in docs/spec/documents.md.

import { z } from 'zod';
import { DOCUMENT_KINDS, DOCUMENT_LANGUAGES, documentTitle } from '../../domain/document/document.ts';
import { documentFilter } from '../../domain/document/document-list.ts';
import { MAX_IMPORT_BYTES } from '../../domain/document/import-form.ts';
import type { DocumentSummary } from '../../domain/document/presented.ts';
import { MAX_SECTIONS } from '../../domain/document/section.ts';
import { exactSections, templateSections } from '../../domain/document/templates.ts';
import { DEFAULT_LOCALE } from '../../domain/locale.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { email } from '../../domain/text.ts';
import type { Context } from '../context.ts';
import { makeDocument } from '../documents/documents.ts';
import { importText } from '../documents/import.ts';
import { listDocuments } from '../documents/list.ts';
import { personByEmail } from '../people/queries.ts';
import { type Answer, type CallersFile, type Command, command } from './command.ts';
import { UsageError } from './outcome.ts';

const oneOf = (choices: readonly string[]) => ({ error: `must be one of ${choices.join(', ')}` });
const language = z.enum(DOCUMENT_LANGUAGES, oneOf(DOCUMENT_LANGUAGES)).default('et');
const sectionCount = `must be a number from 0 to ${MAX_SECTIONS}`;

const newDocument = z.strictObject({
  title: documentTitle,
  owner: email,
  template: z.enum(DOCUMENT_KINDS, oneOf(DOCUMENT_KINDS)).default('blank'),
  sections: z
    .string()
    .regex(/^\d{1,5}$/, { error: sectionCount })
    .transform(Number)
    .pipe(z.number().max(MAX_SECTIONS, { error: sectionCount }))
    .optional(),
  language,
});

const textFile = z.strictObject({
  fileName: z.string(),
  document: z.uuid({ error: 'must be the id of a document' }).optional(),
  title: documentTitle.optional(),
  owner: email.optional(),
  language,
});

export const DOCUMENT_COMMANDS = {
  'document new': command({
    summary:
      'Makes a document that its owner manages. With --sections exactly so many: those of the template first, then numbered ones.',
    positionals: [],
    options: {
      title: 'TITLE',
      owner: 'EMAIL',
      template: DOCUMENT_KINDS.join('|'),
      sections: 'N',
      language: DOCUMENT_LANGUAGES.join('|'),
    },
    input: newDocument,
    run: async (ctx, { title, owner, template: kind, sections: count, language }) => {
      const maker = await activePerson(ctx, owner);
      if (!maker.ok) return maker;
      const planned = count === undefined ? templateSections(kind, language) : exactSections(kind, language, count);
      const form = { title, kind, language, ownerOrganisationId: '' };
      const made = await makeDocument(ctx, form, { sections: planned, makerId: maker.value });
      return made.ok ? ok({ id: made.value.id, sections: rooms(made.value.sections) }) : made;
    },
  }),
  'document list': command({
    summary: 'Lists all documents but those in the trash, the last changed first.',
    positionals: [],
    input: z.strictObject({}),
    run: async (ctx) => {
      const all = await everyDocument(ctx);
      if (!all.ok) return all;
      return ok({
        documents: all.value.map(({ id, title, kind, language, status, updatedAt }) => ({
          ...{ id, title, kind, language, status, updatedAt },
        })),
      });
    },
  }),
  'document import': command({
    summary: 'Reads a text (.txt) or Markdown (.md) file into a new document of --owner, or to the end of --document.',
    positionals: ['file'],
    sendsFileName: true,
    options: { document: 'ID', title: 'TITLE', owner: 'EMAIL', language: DOCUMENT_LANGUAGES.join('|') },
    input: textFile,
    run: importFile,
  }),
} satisfies Record<string, Command>;

async function importFile(ctx: Context, input: z.output<typeof textFile>, file: CallersFile): Promise<Result<Answer>> {
  const { fileName, document = '', title = '', owner, language } = input;
  if ((document === '') === (owner === undefined)) throw new UsageError('Give --owner or --document, and not both.');
  const maker = owner === undefined ? ok(undefined) : await activePerson(ctx, owner);
  if (!maker.ok) return maker;
  const bytes = await firstBytes(file, MAX_IMPORT_BYTES + 1);
  const form = { documentId: document, title, kind: 'blank' as const, language, ownerOrganisationId: '' };
  const imported = await importText(ctx, { fileName, bytes }, form, maker.value);
  if (!imported.ok) return imported;
  const { documentId, sections, words } = imported.value;
  return ok({ id: documentId, sections: rooms(sections), words });
}

/** A section's text is edited in the room of its id. */
function rooms(sections: readonly { id: string }[]): { id: string; room: string }[] {
  return sections.map(({ id }) => ({ id, room: id }));
}

async function activePerson(ctx: Context, address: string): Promise<Result<string>> {
  const person = await personByEmail(ctx, address);
  if (!person.ok) return fail('no-account');
  return person.value.state === 'active' ? ok(person.value.id) : fail('suspended');
}

/** The list as people get it, all pages of it. */
async function everyDocument(ctx: Context): Promise<Result<DocumentSummary[]>> {
  const found: DocumentSummary[] = [];
  for (let page = 1; ; page += 1) {
    const list = await listDocuments(ctx, documentFilter.parse({ page }), DEFAULT_LOCALE);
    if (!list.ok) return list;
    found.push(...list.value.documents);
    if (page >= list.value.pages) return ok(found);
  }
}

/** No more than `limit` are kept, whatever is sent. */
async function firstBytes(file: CallersFile, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of file.read()) {
    if (size < limit) chunks.push(chunk.subarray(0, limit - size));
    size += chunk.length;
  }
  return Buffer.concat(chunks);
}
