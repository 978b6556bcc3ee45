// Z1 for documents as a whole: every command × everybody who could stand to a document. The outcome is written by
// hand; a command that is let in may fail for another reason, which is no refusal.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { grants } from '../../../db/schema/document-rights.ts';
import { documentFilter } from '../../../domain/document/document-list.ts';
import { DOCUMENT_RIGHTS } from '../../../domain/document/rights.ts';
import type { Result } from '../../../domain/result.ts';
import type { Context } from '../../../server/context.ts';
import { createDocument, editDocument, type MadeDocument, setStatus } from '../../../server/documents/documents.ts';
import { importText, previewImport } from '../../../server/documents/import.ts';
import { listDocuments, listTrash } from '../../../server/documents/list.ts';
import { markChecked, pairSection } from '../../../server/documents/translated-sections.ts';
import { linkTranslation, makeTranslation, unlinkTranslation } from '../../../server/documents/translations.ts';
import { restoreDocument, trashDocument } from '../../../server/documents/trash.ts';
import { type Cast, castOf } from '../../support/cast.ts';
import { addDocument, addMemberOf, BARE_DOCUMENT, made, outcome } from '../../support/documents.ts';
import { testInstance } from '../../support/instance.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
let cast: Cast;
/** A partner with each right, then an administrator. */
let viewers: Context[];
let holders: Awaited<ReturnType<typeof addMemberOf>>[];

beforeAll(async () => {
  app = await testInstance();
  cast = await castOf(app);
  holders = [];
  for (const right of DOCUMENT_RIGHTS) holders.push(await addMemberOf(app, cast.operator, 'partner', right));
  viewers = [cast.anonymous, ...holders.map(({ ctx }) => ctx), cast.administrator.ctx];
});
afterAll(() => app.close());

/** A document on which each holder has the right they are called by. */
async function shared(): Promise<MadeDocument> {
  const document = await addDocument(cast.official.ctx, { kind: 'guideline' });
  for (const [i, right] of DOCUMENT_RIGHTS.entries()) {
    if (right === 'none') continue;
    const row = { id: cast.operator.newId(), documentId: document.id, userId: holders[i]?.id ?? '', right };
    await app.database.db.insert(grants).values({ ...row, createdAt: app.clock.now() });
  }
  return document;
}

async function linked(): Promise<{ follower: MadeDocument; leading: MadeDocument }> {
  const [follower, leading] = [await shared(), await shared()];
  made(await linkTranslation(cast.administrator.ctx, { followerId: follower.id, leadingId: leading.id }));
  return { follower, leading };
}

async function trashed(): Promise<string> {
  const { id } = await shared();
  made(await trashDocument(cast.official.ctx, { id }));
  return id;
}

const file = () => ({ fileName: 'a.txt', bytes: new TextEncoder().encode('Tekst siin.') });
const form = { title: '', kind: 'blank', language: 'et', ownerOrganisationId: '' } as const;

/**
 * Columns: anonymous; a partner with none, read, comment, suggest, edit, manage; an administrator. x let in, . told
 * that they may not, - told that there is no such thing.
 */
const GRID: [name: string, who: string, run: (ctx: Context) => Promise<Result<unknown>>][] = [
  ['list documents', '.xxxxxxx', (ctx) => listDocuments(ctx, documentFilter.parse({}), 'et')],
  ['list the trash', '.xxxxxxx', (ctx) => listTrash(ctx, 'et')],
  ['make a document', '.......x', (ctx) => createDocument(ctx, BARE_DOCUMENT)],
  ['import into a new document', '.......x', (ctx) => importText(ctx, file(), { ...form, documentId: '' })],
  ['preview an import', '.......x', (ctx) => previewImport(ctx, file(), { ...form, documentId: '' })],
  [
    'preview an import into a document',
    '.-...xxx',
    async (ctx) => previewImport(ctx, file(), { ...form, documentId: (await shared()).id }),
  ],
  [
    'import into a document',
    '.-...xxx',
    async (ctx) => importText(ctx, file(), { ...form, documentId: (await shared()).id }),
  ],
  [
    'describe a document',
    '.-....xx',
    async (ctx) => editDocument(ctx, { ...BARE_DOCUMENT, id: (await shared()).id, revision: 1 }),
  ],
  [
    'set its status',
    '.-....xx',
    async (ctx) => setStatus(ctx, { id: (await shared()).id, revision: 1, status: 'in-consultation' }),
  ],
  ['put it into the trash', '.-....xx', async (ctx) => trashDocument(ctx, { id: (await shared()).id })],
  ['restore it from the trash', '.-----xx', async (ctx) => restoreDocument(ctx, { id: await trashed() })],
  [
    'translate it',
    '.......x',
    async (ctx) => makeTranslation(ctx, { id: (await shared()).id, language: 'en', title: 'T' }),
  ],
  [
    'link it to another',
    '.-....xx',
    async (ctx) => linkTranslation(ctx, { followerId: (await shared()).id, leadingId: (await shared()).id }),
  ],
  ['end the link', '.-....xx', async (ctx) => unlinkTranslation(ctx, { followerId: (await linked()).follower.id })],
  [
    'mark a section as checked',
    '.-...xxx',
    async (ctx) => markChecked(ctx, { sectionId: (await linked()).follower.sections[0]?.id ?? '' }),
  ],
  [
    'pair a section',
    '.-...xxx',
    async (ctx) => {
      const { follower, leading } = await linked();
      const leadingSectionId = leading.sections[1]?.id ?? '';
      return pairSection(ctx, { sectionId: follower.sections[0]?.id ?? '', leadingSectionId });
    },
  ],
];

test.each(GRID)('%s: let in are %s (Z1)', async (_name, who, run) => {
  const outcomes = [];
  for (const ctx of viewers) {
    const code = outcome(await run(ctx));
    outcomes.push(['forbidden', 'signed-out'].includes(code) ? '.' : code === 'not-found' ? '-' : 'x');
  }
  expect(outcomes.join('')).toBe(who);
});

test.each(['', 'x', "1' or '1'='1", crypto.randomUUID()])('Z1 the id %j is simply not found', async (id) => {
  const { ctx } = cast.administrator;
  const other = await addDocument(ctx);
  const results = [
    await editDocument(ctx, { ...BARE_DOCUMENT, id, revision: 1 }),
    await setStatus(ctx, { id, revision: 1, status: 'working' }),
    await trashDocument(ctx, { id }),
    await restoreDocument(ctx, { id }),
    await makeTranslation(ctx, { id, language: 'en', title: 'T' }),
    await linkTranslation(ctx, { followerId: id, leadingId: other.id }),
    await linkTranslation(ctx, { followerId: other.id, leadingId: id }),
    await unlinkTranslation(ctx, { followerId: id }),
    await markChecked(ctx, { sectionId: id }),
    await pairSection(ctx, { sectionId: id, leadingSectionId: '' }),
  ];
  expect(results.map(outcome)).toEqual(results.map(() => 'not-found'));
  expect(outcome(await importText(ctx, file(), { ...form, documentId: id }))).toBe(id === '' ? 'ok' : 'not-found');
});
