import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documents, sectionBodies, sections } from '../../../db/schema/documents.ts';
import { auditEntries } from '../../../db/schema/instance.ts';
import { type ImportForm, MAX_IMPORT_BYTES } from '../../../domain/document/import-form.ts';
import { importText, previewImport } from '../../../server/documents/import.ts';
import { createTextReader } from '../../../server/documents/text-reader.ts';
import { trashDocument } from '../../../server/documents/trash.ts';
import { type Cast, castOf } from '../../support/cast.ts';
import { addDocument, made, outcome } from '../../support/documents.ts';
import { testInstance } from '../../support/instance.ts';
import { plantGrant } from '../../support/rights.ts';
import { growDocument } from '../../support/sections.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
let cast: Cast;

beforeAll(async () => {
  app = await testInstance();
  cast = await castOf(app);
});
afterAll(() => app.close());

const NEW: ImportForm = { documentId: '', title: '', kind: 'blank', language: 'et', ownerOrganisationId: '' };
const file = (text: string, fileName = 'tekst.md') => ({ fileName, bytes: new TextEncoder().encode(text) });
const rowsOf = (documentId: string) =>
  app.database.db
    .select({ title: sections.title, parentId: sections.parentId, words: sectionBodies.words })
    .from(sections)
    .innerJoin(sectionBodies, eq(sectionBodies.sectionId, sections.id))
    .where(eq(sections.documentId, documentId))
    .orderBy(asc(sections.orderKey));
const titleOf = async (id: string) =>
  (await app.database.db.select().from(documents).where(eq(documents.id, id)))[0]?.title;

const STRATEGY = '# Strateegia\n\n## Olukord\n\nKolm sõna siin.\n\n## Visioon\n\nÜks.\n';

test('OP2 a file becomes a document that has its title, its sections and its words', async () => {
  const { ctx } = cast.official;
  const imported = made(await importText(ctx, file(STRATEGY), NEW));
  expect(imported.words).toBe(4);
  expect(imported.sections.map(({ title }) => title)).toEqual(['Olukord', 'Visioon']);
  expect(await titleOf(imported.documentId)).toBe('Strateegia');
  expect((await rowsOf(imported.documentId)).map(({ title, words }) => [title, words])).toEqual([
    ['Olukord', 3],
    ['Visioon', 1],
  ]);
  const entries = await app.database.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, imported.documentId));
  expect(entries.map(({ action }) => action)).toEqual(['document.created', 'document.imported']);
});

test('OP2 with another title the file’s own stays as a section; without a heading its name is the title', async () => {
  const { ctx } = cast.official;
  const renamed = made(await importText(ctx, file(STRATEGY), { ...NEW, title: 'Muu' }));
  expect(renamed.sections.map(({ title }) => title)).toEqual(['Strateegia', 'Olukord', 'Visioon']);
  const same = made(await importText(ctx, file(STRATEGY), { ...NEW, title: 'STRATEEGIA' }));
  expect(same.sections.map(({ title }) => title)).toEqual(['Olukord', 'Visioon']);
  const plain = made(await importText(ctx, file('ainult tekst', '../kaust/Minu_märkmed.txt'), NEW));
  expect(await titleOf(plain.documentId)).toBe('Minu märkmed');
});

test('OP2 a file goes to the end of a document that its reader may edit, as one change', async () => {
  const { ctx } = cast.official;
  const { id } = await addDocument(ctx, { kind: 'guideline' });
  const imported = made(await importText(ctx, file(STRATEGY), { ...NEW, documentId: id }));
  const rows = await rowsOf(id);
  expect(
    rows
      .filter(({ parentId }) => parentId === null)
      .map(({ title }) => title)
      .at(-1),
  ).toBe('Strateegia');
  expect(imported.sections).toHaveLength(3);
});

test('OP2 a file goes below a section of the document, and below none of another one', async () => {
  const { ctx } = cast.official;
  const [here, elsewhere] = [
    await addDocument(ctx, { kind: 'guideline' }),
    await addDocument(ctx, { kind: 'guideline' }),
  ];
  const parentId = here.sections[0]?.id ?? '';
  const imported = made(await importText(ctx, file(STRATEGY), { ...NEW, documentId: here.id, parentId }));
  const below = (await rowsOf(here.id)).filter((row) => row.parentId === parentId);
  expect(below.map(({ title }) => title)).toEqual(['Strateegia']);
  expect(imported.sections).toHaveLength(3);
  const misplaced = { ...NEW, documentId: elsewhere.id, parentId };
  expect(outcome(await importText(ctx, file(STRATEGY), misplaced))).toBe('not-found');
});

test('OP2 who may not edit a document imports nothing into it, and a document in the trash takes nothing', async () => {
  const { id } = await addDocument(cast.official.ctx);
  const into = { ...NEW, documentId: id };
  expect(outcome(await importText(cast.partner.ctx, file(STRATEGY), into))).toBe('not-found');
  expect(outcome(await importText(cast.anonymous, file(STRATEGY), into))).toBe('signed-out');
  made(await trashDocument(cast.official.ctx, { id }));
  expect(outcome(await importText(cast.official.ctx, file(STRATEGY), into))).toBe('not-found');
  expect(
    outcome(await importText(cast.official.ctx, file(STRATEGY), { ...into, documentId: cast.official.ctx.newId() })),
  ).toBe('not-found');
});

test('OP2 a preview says what would become of a file and stores nothing', async () => {
  const before = await app.database.db.select().from(documents);
  const preview = made(await previewImport(cast.official.ctx, file(STRATEGY), NEW));
  expect(preview).toEqual({
    title: 'Strateegia',
    words: 4,
    sections: [
      { level: 1, kind: 'numbered', title: 'Olukord', words: 3, firstWords: 'Kolm sõna siin.' },
      { level: 1, kind: 'numbered', title: 'Visioon', words: 1, firstWords: 'Üks.' },
    ],
  });
  expect(await app.database.db.select().from(documents)).toEqual(before);
});

const WITHOUT_TITLE = '# Üks\n\nTekst.\n\n# Kaks\n';
const WITH_BEGINNING = 'Enne pealkirju.\n\n# Üks\n';

test.each([
  ['a new document', STRATEGY, {}],
  ['a new document that is called otherwise', STRATEGY, { title: 'Muu' }],
  ['a new document that is called the same', STRATEGY, { title: 'strateegia' }],
  ['a new document in another language', WITH_BEGINNING, { language: 'ru' as const }],
  ['a document that is there', STRATEGY, { documentId: 'here' }],
  ['a document that is there, without a title of the file', WITHOUT_TITLE, { documentId: 'here' }],
  [
    'a document in another language than the form says',
    WITH_BEGINNING,
    { documentId: 'here', language: 'ru' as const },
  ],
])('OP2 a preview has the sections and the words that the import then makes: %s', async (_, text, own) => {
  const { ctx } = cast.official;
  const documentId = 'documentId' in own ? (await addDocument(ctx, { kind: 'guideline' })).id : '';
  const form = { ...NEW, ...own, documentId };
  const preview = made(await previewImport(ctx, file(text), form));
  const imported = made(await importText(ctx, file(text), form));
  expect(preview.sections.map(({ title }) => title)).toEqual(imported.sections.map(({ title }) => title));
  expect(preview.words).toBe(imported.words);
  expect(preview.title).toBe(documentId === '' ? await titleOf(imported.documentId) : '');
});

test.each([
  ['import-type', 'pilt.png', 'tekst'],
  ['import-type', 'md', 'tekst'],
  ['import-empty', 'tyhi.txt', ' \n\n\t'],
  ['import-empty', 'tyhi.md', ''],
  ['import-type', 'binaar.txt', 'PK\u0003\u0004\u0000\u0000'],
  ['file-too-large', 'suur.txt', 'a'.repeat(MAX_IMPORT_BYTES + 1)],
  ['body-invalid', 'syva.md', `${'> '.repeat(10_000)}a`],
  ['body-invalid', 'loend.md', `${'- '.repeat(10_000)}a`],
  ['too-many-sections', 'palju.md', '# a\n'.repeat(2001)],
  ['document-too-long', 'pikk.md', `# a\n\n${'a '.repeat(160_000)}\n\n# b\n\n${'a '.repeat(160_000)}`],
])('U1 %s is the answer to %s', async (code, fileName, text) => {
  expect(outcome(await importText(cast.official.ctx, file(text, fileName), NEW))).toBe(code);
});

test('OP2 a preview is made for who may import there', async () => {
  const { id } = await addDocument(cast.official.ctx);
  const { ctx } = cast.partner;
  const there = { ...NEW, documentId: id };
  expect(outcome(await previewImport(ctx, file(STRATEGY), NEW))).toBe('forbidden');
  expect(outcome(await previewImport(ctx, file(STRATEGY), there))).toBe('not-found');
  expect(outcome(await previewImport(cast.official.ctx, file(STRATEGY), there))).toBe('ok');
  expect(outcome(await previewImport(ctx, file(STRATEGY), { ...NEW, documentId: '-' }))).toBe('not-found');
  const { id: open, at } = await growDocument(cast.official.ctx, ['a', 'b']);
  await plantGrant(app, open, { userId: cast.partner.id }, 'read');
  expect(outcome(await previewImport(ctx, file(STRATEGY), { ...NEW, documentId: open }))).toBe('forbidden');
  await plantGrant(app, open, { userId: cast.partner.id }, 'edit', at.b);
  expect(outcome(await previewImport(ctx, file(STRATEGY), { ...NEW, documentId: open }))).toBe('ok');
});

test('U1 nobody keeps the others waiting: of one person one file is read and one waits', async () => {
  const reader = createTextReader();
  const read = (askerId: string | null) =>
    reader.read({ ...file('# Tere\n'), format: 'markdown', untitled: { before: '', whole: 'x' } }, askerId);
  const answers = await Promise.all(['a', 'a', 'a', 'b', null, null, null].map(read));
  expect(answers.map(outcome)).toEqual(['ok', 'ok', 'too-many-requests', 'ok', 'ok', 'ok', 'ok']);
  expect(outcome(await read('a'))).toBe('ok');
  await reader.close();
});

test('U1 a file that keeps the parser busy is given up, and the next one is read', async () => {
  const reader = createTextReader(1000);
  const untitled = { before: '', whole: 'x' };
  const read = (text: string) => reader.read({ ...file(text), format: 'markdown', untitled }, null);
  const [slow, quick] = await Promise.all([read('a**b'.repeat(100_000)), read('# Tere\n')]);
  expect([outcome(slow), outcome(quick)]).toEqual(['import-too-complex', 'ok']);
  await reader.close();
});
