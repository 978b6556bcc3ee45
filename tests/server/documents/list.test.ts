import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grants } from '../../../db/schema/document-rights.ts';
import { documents, sections } from '../../../db/schema/documents.ts';
import type { NewDocumentForm } from '../../../domain/document/document.ts';
import { DOCUMENTS_PER_PAGE, type DocumentFilter, documentFilter } from '../../../domain/document/document-list.ts';
import type { Locale } from '../../../domain/locale.ts';
import type { Context } from '../../../server/context.ts';
import { saveBody } from '../../../server/documents/bodies.ts';
import { setStatus } from '../../../server/documents/documents.ts';
import { listDocuments, listTrash } from '../../../server/documents/list.ts';
import { makeTranslation } from '../../../server/documents/translations.ts';
import { trashDocument } from '../../../server/documents/trash.ts';
import { type Cast, castOf } from '../../support/cast.ts';
import { addDocument, addMemberOf, made, outcome } from '../../support/documents.ts';
import { testInstance } from '../../support/instance.ts';
import { NAMES } from '../../support/payloads.ts';
import { paragraphs } from '../../support/sections.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
let cast: Cast;
let official: Awaited<ReturnType<typeof addMemberOf>>;
let partner: Awaited<ReturnType<typeof addMemberOf>>;

beforeAll(async () => {
  app = await testInstance();
  cast = await castOf(app);
});
// each test sees only the documents of people of its own
const fresh = async () => {
  official = await addMemberOf(app, cast.operator, 'official', 'Sihtkapital');
  partner = await addMemberOf(app, cast.operator, 'partner', 'Ühing');
};
afterAll(() => app.close());

const db = () => app.database.db;
const filtered = (filter: Record<string, unknown> = {}): DocumentFilter => documentFilter.parse(filter);
const list = async (ctx: Context, filter: Record<string, unknown> = {}, locale: Locale = 'et') =>
  made(await listDocuments(ctx, filtered(filter), locale));
const titles = async (ctx: Context, filter: Record<string, unknown> = {}, locale: Locale = 'et') =>
  (await list(ctx, filter, locale)).documents.map(({ title }) => title);
const add = (title: string, form: Partial<NewDocumentForm> = {}) => addDocument(official.ctx, { title, ...form });
/** The official so many milliseconds later. */
const later = (ms: number): Context => ({ ...official.ctx, now: new Date(official.ctx.now.getTime() + ms) });
const give = (documentId: string, right: 'read' | 'comment' | 'edit', sectionId: string | null = null) =>
  db().insert(grants).values({
    id: cast.operator.newId(),
    documentId,
    sectionId,
    userId: partner.id,
    right,
    createdAt: app.clock.now(),
  });

const LETTERS = [
  'Zooloogia',
  'Õun',
  'ZZ',
  'Šaht',
  'Saal',
  'Äke',
  'Žanr',
  'Öö',
  'Tuul',
  'Üks',
  'õde',
  'aed',
  'Lisa 10',
  'Lisa 2',
];

test('DO6 titles stand in the order of the reader’s dictionary, numbers by their value', async () => {
  await fresh();
  for (const title of LETTERS) await add(title);
  expect(await titles(official.ctx, { sort: 'title' })).toEqual([
    ...['aed', 'Lisa 2', 'Lisa 10', 'Saal', 'Šaht', 'Zooloogia', 'ZZ', 'Žanr'],
    ...['Tuul', 'õde', 'Õun', 'Äke', 'Öö', 'Üks'],
  ]);
  expect(await titles(official.ctx, { sort: 'title' }, 'en')).toEqual([
    ...['aed', 'Äke', 'Lisa 2', 'Lisa 10', 'õde', 'Öö', 'Õun', 'Saal', 'Šaht', 'Tuul', 'Üks'],
    ...['Žanr', 'Zooloogia', 'ZZ'],
  ]);
});

test('DO6 a text filter finds words of titles in any case, with or without marks over letters', async () => {
  await fresh();
  for (const title of ['Õiguste ülevaade', 'Noorte arengukava', 'Eakate heaolu']) await add(title);
  expect(await titles(official.ctx, { text: 'OIGUSTE' })).toEqual(['Õiguste ülevaade']);
  expect(await titles(official.ctx, { text: ' ulevaade  õigus ' })).toEqual(['Õiguste ülevaade']);
  expect(await titles(official.ctx, { text: 'õigus noorte' })).toEqual([]);
  expect(await titles(official.ctx, { text: '%' })).toEqual([]);
  expect(await titles(official.ctx, { text: '' })).toHaveLength(3);
});

test('DO6 status, kind, language and owner narrow the list, and what is no filter does not', async () => {
  await fresh();
  const { id } = await add('Eesti strateegia', { kind: 'strategy', ownerOrganisationId: official.organisationId });
  await add('English practice', { kind: 'practice', language: 'en' });
  made(await setStatus(official.ctx, { id, revision: 1, status: 'in-consultation' }));
  const owner = official.organisationId;
  for (const filter of [
    { status: 'in-consultation' },
    { kind: 'strategy' },
    { language: 'et' },
    { ownerOrganisationId: owner },
  ]) {
    expect(await titles(official.ctx, filter), JSON.stringify(filter)).toEqual(['Eesti strateegia']);
  }
  expect((await list(official.ctx)).owners).toEqual([{ id: owner, name: 'Sihtkapital' }]);
  for (const value of ['', 'x', "' or 1=1 --", ['a', 'b'], { a: 1 }]) {
    const filter = {
      text: '',
      status: value,
      kind: value,
      language: value,
      ownerOrganisationId: value,
      sort: value,
      page: value,
    };
    expect(await titles(official.ctx, filter), JSON.stringify(value)).toHaveLength(2);
  }
});

test.each(NAMES.slice(0, 60))('I3 the filter %j is words to look for', async (text) => {
  expect(outcome(await listDocuments(cast.administrator.ctx, filtered({ text, sort: text }), 'et'))).toBe('ok');
});

test('DO6 the last changed stands first, and pages hold fifty each', async () => {
  await fresh();
  for (let i = 1; i <= DOCUMENTS_PER_PAGE + 1; i += 1) await addDocument(later(i), { title: `Dokument ${i}` });
  const first = await list(official.ctx);
  expect(first).toMatchObject({ total: 51, page: 1, pages: 2 });
  expect(first.documents[0]?.title).toBe('Dokument 51');
  expect(await titles(official.ctx, { page: 2 })).toEqual(['Dokument 1']);
  expect((await list(official.ctx, { page: 99 })).page).toBe(2);
  expect(await titles(official.ctx, { page: 2, sort: 'title' })).toEqual(['Dokument 51']);
});

test('DO6 a text that is saved brings its document to the front', async () => {
  await fresh();
  const first = await addDocument(later(1), { title: 'Vanem', kind: 'guideline' });
  await addDocument(later(2), { title: 'Uuem' });
  expect(await titles(official.ctx)).toEqual(['Uuem', 'Vanem']);
  const [section] = first.sections;
  const text = { sectionId: section?.id ?? '', bodyRevision: 1, schemaVersion: 1, content: paragraphs('p1:üks') };
  made(await saveBody(later(3), text));
  expect(await titles(official.ctx)).toEqual(['Vanem', 'Uuem']);
});

test('DO6 a person sees the documents that they may read, or a section of which they may read', async () => {
  await fresh();
  await add('Suletud');
  const open = await add('Avatud');
  const partly = await add('Osaline', { kind: 'guideline' });
  const gone = await add('Kustutatud jaotisega', { kind: 'guideline' });
  await give(open.id, 'comment');
  await give(partly.id, 'read', partly.sections[0]?.id);
  await give(gone.id, 'read', gone.sections[0]?.id);
  await db()
    .update(sections)
    .set({ trashedAt: app.clock.now() })
    .where(eq(sections.id, gone.sections[0]?.id ?? ''));
  const seen = await list(partner.ctx, { sort: 'title' });
  expect(seen.documents.map(({ title, right }) => [title, right])).toEqual([
    ['Avatud', 'comment'],
    ['Osaline', 'none'],
  ]);
  expect(seen.total).toBe(2);
  expect(await titles(cast.administrator.ctx, { text: 'suletud' })).toContain('Suletud');
});

test('RI8 a list tells neither the owners nor the leading documents that the reader may not know of', async () => {
  await fresh();
  const leading = await add('Salajane', { kind: 'guideline', ownerOrganisationId: official.organisationId });
  const copy = made(await makeTranslation(official.ctx, { id: leading.id, language: 'en', title: 'Open' }));
  await db().update(documents).set({ ownerOrganisationId: null }).where(eq(documents.id, copy.id));
  await give(copy.id, 'read');
  const seen = await list(partner.ctx);
  expect(seen.documents).toMatchObject([{ title: 'Open', leading: null, ownerName: null }]);
  expect(seen.owners).toEqual([]);
  expect(JSON.stringify(seen)).not.toContain('Salajane');
  expect((await list(official.ctx, { text: 'open' })).documents).toMatchObject([{ leading: { title: 'Salajane' } }]);
});

test('DO5 the trash is there for those who manage what lies in it, the last first', async () => {
  await fresh();
  const [a, b] = [await add('Esimene'), await add('Teine')];
  await give(a.id, 'edit');
  for (const [i, { id }] of [a, b].entries()) made(await trashDocument(later(i), { id }));
  expect(await titles(official.ctx)).toEqual([]);
  expect(await titles(cast.administrator.ctx, { text: 'esimene' })).not.toContain('Esimene');
  const trash = made(await listTrash(official.ctx, 'et'));
  expect(trash.map(({ title, right, trashedBy }) => [title, right, trashedBy?.id])).toEqual([
    ['Teine', 'manage', official.id],
    ['Esimene', 'manage', official.id],
  ]);
  expect(made(await listTrash(partner.ctx, 'et'))).toEqual([]);
  expect(outcome(await listTrash(cast.anonymous, 'et'))).toBe('signed-out');
  expect(outcome(await listDocuments(cast.anonymous, filtered(), 'et'))).toBe('signed-out');
});
