// What a viewer may not read is not found, not counted and changes nothing.

import { eq, ne } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documents, sections } from '../../../db/schema/documents.ts';
import { SYSTEM } from '../../../domain/people/viewer.ts';
import { type Context, createContext } from '../../../server/context.ts';
import { saveBody } from '../../../server/documents/bodies.ts';
import { restrictSection } from '../../../server/documents/grants.ts';
import { splitSection } from '../../../server/documents/split-merge.ts';
import { search } from '../../../server/search/queries.ts';
import { refreshSearch } from '../../../server/search/refresh.ts';
import { type Cast, castOf } from '../../support/cast.ts';
import { made, outcome } from '../../support/documents.ts';
import { testInstance } from '../../support/instance.ts';
import { plantGrant } from '../../support/rights.ts';
import { plantTexts, writeText } from '../../support/search.ts';
import { growDocument, paragraphs } from '../../support/sections.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
let cast: Cast;
let open: Awaited<ReturnType<typeof plantTexts>>;
let closed: Awaited<ReturnType<typeof plantTexts>>;

const TEXTS = [
  { title: 'Avalik osa', text: 'Rahastus jagatakse kogukondadele.' },
  { title: 'Kinnine osa', text: 'Salakokkulepe rahastuse kohta.' },
];

beforeAll(async () => {
  app = await testInstance();
  cast = await castOf(app);
  open = await plantTexts(app, 'et', 'Avatud strateegia', TEXTS);
  closed = await plantTexts(app, 'et', 'Suletud strateegia', TEXTS);
  await plantGrant(app, open.id, { userId: cast.partner.id }, 'read');
  await plantGrant(app, open.id, { userId: cast.partner.id }, 'none', open.at['Kinnine osa']);
  await refreshSearch(createContext(app, SYSTEM, 'job'));
});
afterAll(() => app.close());

const answer = async (ctx: Context, text: string) => made(await search(ctx, { text }));
const titles = async (ctx: Context, text: string) =>
  (await answer(ctx, text)).hits.map(({ documentTitle, sectionTitle }) => `${documentTitle}: ${sectionTitle}`);

test('SE12 a document or section that the viewer may not read is neither found nor counted', async () => {
  expect(await titles(cast.partner.ctx, 'rahastus')).toEqual(['Avatud strateegia: Avalik osa']);
  expect((await answer(cast.partner.ctx, 'rahastus')).total).toBe(1);
  expect((await answer(cast.administrator.ctx, 'rahastus')).total).toBe(4);
  expect(await titles(cast.partner.ctx, 'strateegia')).toEqual(['Avatud strateegia: ']);
  expect((await answer(cast.official.ctx, 'rahastus')).total).toBe(0);
});

test('SE12 a word that stands only in hidden texts answers like one that stands nowhere, misspelt or not', async () => {
  for (const text of ['salakokkulepe', 'salakokkulepped', 'salakokulepe', 'salak']) {
    expect(await answer(cast.partner.ctx, text), text).toEqual({ hits: [], total: 0, respelt: [] });
  }
  expect((await answer(cast.administrator.ctx, 'salakokulepe')).total).toBe(2);
});

test('SE12 a misspelling is read as a visible word although the word as typed stands in a hidden text', async () => {
  await writeText(app, closed.at['Avalik osa'] ?? '', 'Kogukondadee on siin kirjas valesti: rahahstus.');
  await refreshSearch(createContext(app, SYSTEM, 'job'));
  expect(await titles(cast.partner.ctx, 'rahahstus')).toEqual(['Avatud strateegia: Avalik osa']);
});

test('SE12 words of hidden texts that are nearer or many more keep no visible word from being what is meant', async () => {
  const before = await answer(cast.partner.ctx, 'koggukkondadele');
  expect(before.respelt).toEqual([{ word: 'koggukkondadele', shown: 'kogukondadele' }]);
  const letters = [...'abdeghijklmnoprstuvõäöü'];
  const crowd = letters.flatMap((a) => [`kogg${a}kkondadele`, `kog${a}kkondadele`, `kogguk${a}ondadele`]);
  await writeText(app, closed.at['Avalik osa'] ?? '', crowd.join(' '));
  await refreshSearch(createContext(app, SYSTEM, 'job'));
  expect(await answer(cast.partner.ctx, 'koggukkondadele')).toEqual(before);
  expect(await titles(cast.administrator.ctx, 'koggukkondadele')).toEqual(['Suletud strateegia: Avalik osa']);
});

test('SE12 what a word was taken for is told in a form that the viewer may read, in a whole document or a part of one', async () => {
  const [partner, administrator] = [cast.partner.ctx, cast.administrator.ctx];
  await writeText(app, closed.at['Avalik osa'] ?? '', 'Rahastusega.');
  await writeText(app, open.at['Kinnine osa'] ?? '', 'Rahastusega ja rahastuseta.');
  await refreshSearch(createContext(app, SYSTEM, 'job'));
  const shown = async (ctx: Context) => (await answer(ctx, 'rahhastusega')).respelt.map((each) => each.shown);
  expect(await shown(administrator)).toEqual(['rahastusega']);
  expect(await shown(partner)).toEqual(['rahastus']);
});

test('SE12 which languages hidden documents are in changes nothing', async () => {
  const { db } = app.database;
  const latvian = await plantTexts(app, 'lv', 'Plāns', [{ title: 'Daļa', text: 'Здесь пишут об общинах.' }]);
  await plantGrant(app, latvian.id, { userId: cast.partner.id }, 'read');
  const besideEstonian = await answer(cast.partner.ctx, 'община');
  await db.update(documents).set({ language: 'lv' });
  expect([besideEstonian.total, await answer(cast.partner.ctx, 'община')]).toEqual([1, besideEstonian]);
  await db.update(documents).set({ language: 'et' }).where(ne(documents.id, latvian.id));
});

test('SE12 who may read one section only finds it and the title of its document', async () => {
  await plantGrant(app, closed.id, { userId: cast.official.id }, 'read', closed.at['Kinnine osa']);
  expect(await titles(cast.official.ctx, 'salakokkulepe')).toEqual(['Suletud strateegia: Kinnine osa']);
  expect(await titles(cast.official.ctx, 'strateegia')).toEqual(['Suletud strateegia: ']);
});

test('SE12 nobody finds what is in the trash', async () => {
  const { db } = app.database;
  const trashedAt = app.clock.now();
  const section = open.at['Avalik osa'] ?? '';
  await db.update(sections).set({ trashedAt }).where(eq(sections.id, section));
  expect(await titles(cast.partner.ctx, 'jagatakse')).toEqual([]);
  await db.update(sections).set({ trashedAt: null }).where(eq(sections.id, section));
  expect(await titles(cast.partner.ctx, 'jagatakse')).toEqual(['Avatud strateegia: Avalik osa']);
  await db.update(documents).set({ trashedAt }).where(eq(documents.id, open.id));
  expect(await titles(cast.administrator.ctx, 'jagatakse')).toEqual([]);
  await db.update(documents).set({ trashedAt: null }).where(eq(documents.id, open.id));
});

test('SE12 a viewer who is not signed in is refused', async () => {
  expect(outcome(await search(cast.anonymous, { text: 'rahastus' }))).toBe('signed-out');
});

test('SE12 what is split off a long text and restricted is not found from that moment on', async () => {
  const { ctx } = cast.official;
  const grown = await growDocument(ctx, ['Pikk osa']);
  await plantGrant(app, grown.id, { userId: cast.partner.id }, 'read');
  const id = grown.at['Pikk osa'] ?? '';
  const content = paragraphs(`a:Avalik ${'sissejuhatus '.repeat(600)}`, `b:Krokodilliaed ${'kinnine '.repeat(600)}`);
  const { bodyRevision } = made(
    await saveBody(ctx, { ...{ sectionId: id, bodyRevision: 1, content }, schemaVersion: 1 }),
  );
  await refreshSearch(createContext(app, SYSTEM, 'job'));
  expect(await titles(cast.partner.ctx, 'krokodilliaed')).toEqual(['Dokument: Pikk osa']);
  const split = made(await splitSection(ctx, { ...{ id, bodyRevision, blockId: 'b' }, title: 'Salajane' }));
  made(await restrictSection(ctx, { sectionId: split.id, keep: [] }));
  expect(await answer(cast.partner.ctx, 'krokodilliaed')).toEqual({ hits: [], total: 0, respelt: [] });
  await refreshSearch(createContext(app, SYSTEM, 'job'));
  expect((await answer(cast.partner.ctx, 'krokodilliaed')).total).toBe(0);
  expect((await answer(cast.partner.ctx, 'sissejuhatus')).total).toBe(1);
  expect((await answer(ctx, 'krokodilliaed')).total).toBe(1);
});
