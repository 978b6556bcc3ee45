// The rows behind search follow the documents, and are made again where they are missing or old.

import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { documents, sections } from '../../../db/schema/documents.ts';
import { searchEntries, searchWords } from '../../../db/schema/search.ts';
import { SYSTEM } from '../../../domain/people/viewer.ts';
import { LEXEME_VERSION } from '../../../domain/search/lexemes.ts';
import { type Context, createContext } from '../../../server/context.ts';
import { saveBody } from '../../../server/documents/bodies.ts';
import { startWorkers } from '../../../server/jobs/workers.ts';
import { refreshDocumentEntries, refreshSectionEntry } from '../../../server/search/entries.ts';
import { search } from '../../../server/search/queries.ts';
import { forgetWords, markMissing, refreshSearch } from '../../../server/search/refresh.ts';
import { type Cast, castOf } from '../../support/cast.ts';
import { made } from '../../support/documents.ts';
import { testInstance } from '../../support/instance.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { plantTexts, writeText } from '../../support/search.ts';
import { growDocument, paragraphs } from '../../support/sections.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
let cast: Cast;
let administrator: Context;
let job: Context;
let planted: Awaited<ReturnType<typeof plantTexts>>;

beforeAll(async () => {
  app = await testInstance();
  cast = await castOf(app);
  administrator = cast.administrator.ctx;
  job = createContext(app, SYSTEM, 'job');
  planted = await plantTexts(app, 'et', 'Strateegia', [
    { title: 'Rahastus', text: 'Toetused makstakse kogukondadele.' },
  ]);
});
beforeEach(() => writeText(app, section(), 'Laenud antakse ettevõtetele.'));
afterAll(() => app.close());

const total = async (text: string) => made(await search(administrator, { text })).total;
const section = () => planted.at.Rahastus ?? '';

const LONG = { schemaVersion: 1, content: paragraphs(`p1:Kaelkirjak ${'sõna '.repeat(1200)}`) };

/** A section whose text has been saved once. */
async function savedOnce(first: string) {
  const { ctx } = cast.official;
  const id = { sectionId: (await growDocument(ctx, ['Pikk osa'])).at['Pikk osa'] ?? '' };
  made(await saveBody(ctx, { ...id, bodyRevision: 1, schemaVersion: 1, content: paragraphs(`p1:${first}`) }));
  return { id, ctx };
}

test('SE13 a text is found by its new words as soon as it is written, and no longer by its old ones', async () => {
  expect([await total('toetus'), await total('laen')]).toEqual([0, 1]);
  await writeText(app, section(), 'Toetused makstakse kogukondadele.');
  expect([await total('toetus'), await total('laen')]).toEqual([1, 0]);
});

test('SE13 a transaction that rolls back leaves search as it was', async () => {
  const failing = app.database.db.transaction(async (tx) => {
    await tx.update(sections).set({ title: 'Ajutine' }).where(eq(sections.id, section()));
    await refreshSectionEntry(tx, section());
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  expect([await total('ajutine'), await total('rahastus')]).toEqual([0, 1]);
});

test('SE13 a document whose language changes is found by the forms of its new one', async () => {
  const { db } = app.database;
  const english = await plantTexts(app, 'et', 'Plan', [{ title: 'Aim', text: 'Communities decide.' }]);
  expect(await total('community')).toBe(0);
  await db.update(documents).set({ language: 'en' }).where(eq(documents.id, english.id));
  await refreshDocumentEntries(db, english.id);
  expect(await total('community')).toBe(1);
});

test('SE14 rows that are missing after a restore are made again', async () => {
  await app.database.db.delete(searchEntries);
  await app.database.db.delete(searchWords);
  expect(await total('laen')).toBe(0);
  await markMissing(job);
  await refreshSearch(job);
  expect([await total('laen'), await total('strateegia'), await total('strateega')]).toEqual([1, 1, 1]);
});

test('SE14 rows of another version are computed again', async () => {
  const { db } = app.database;
  await db.update(searchEntries).set({ version: LEXEME_VERSION + 1, lexemes: '' as never });
  expect(await total('laen')).toBe(0);
  await refreshSearch(job);
  expect(await total('laen')).toBe(1);
});

test('SE14 a very long document is only marked by the writer, and computed afterwards', async () => {
  const long = Array.from({ length: 6 }, (_, i) => ({ title: `Osa ${i}`, text: 'pikk tekst '.repeat(2500) }));
  const { id } = await plantTexts(app, 'et', 'Pikk', long);
  const waiting = async () =>
    (await app.database.db.select().from(searchEntries).where(eq(searchEntries.version, 0))).length;
  expect([await waiting(), await total('pikk')]).toEqual([6, 1]);
  await refreshSearch(job);
  expect([await waiting(), await total('pikk')]).toEqual([0, 7]);
  await app.database.db.delete(searchEntries).where(eq(searchEntries.documentId, id));
});

test('SE14 a long text that is saved is found when the job has read it, and nothing of the old one meanwhile', async () => {
  const { id, ctx } = await savedOnce('Algne vanasõna.');
  expect(await total('vanasõna')).toBe(1);
  made(await saveBody(ctx, { ...id, ...LONG, bodyRevision: 2 }));
  expect([await total('vanasõna'), await total('kaelkirjak')]).toEqual([0, 0]);
  const waiting = await app.database.connection.query(
    "SELECT 1 FROM pgboss.job WHERE name = 'refresh-search' AND state = 'created'",
  );
  expect(waiting).toHaveLength(1);
  await refreshSearch(job);
  expect([await total('vanasõna'), await total('kaelkirjak')]).toEqual([0, 1]);
});

test('SE14 stems that stand nowhere any more are forgotten', async () => {
  const known = async () => (await app.database.db.select().from(searchWords)).map(({ stem }) => stem);
  await writeText(app, section(), 'Ainulaadne sõna.');
  await refreshSearch(job);
  expect(await known()).toContain('ainulaat');
  await writeText(app, section(), 'Laenud.');
  await forgetWords(job);
  expect(await known()).not.toContain('ainulaat');
  expect(await known()).toContain('laen');
});

/** The same asker, but `meanwhile` happens once, right after new words are written. */
function interrupted(asker: Context, meanwhile: () => Promise<void>): Context {
  const { db } = asker;
  let waits: (() => Promise<void>) | null = meanwhile;
  const insert = (table: typeof searchWords) => ({
    values: (rows: (typeof searchWords.$inferInsert)[]) => ({
      onConflictDoNothing: async () => {
        await db.insert(table).values(rows).onConflictDoNothing();
        const now = waits;
        waits = null;
        await now?.();
      },
    }),
  });
  return { ...asker, db: Object.assign(Object.create(db), { insert }) };
}

test('SE14 a text that is written again while its words are read is read again', async () => {
  await refreshSearch(job);
  await writeText(app, section(), 'Ninasarvik magab.');
  await refreshSearch(interrupted(job, () => writeText(app, section(), 'Pingviin ujub.')));
  const stems = (await app.database.db.select().from(searchWords)).map(({ stem }) => stem);
  expect(stems).toEqual(expect.arrayContaining(['ninasarvik', 'pingviin']));
});

test('SE14 two processes that learn words at once do not wait for each other', async () => {
  await app.database.db.update(searchEntries).set({ isLearned: false });
  await app.database.db.delete(searchWords);
  await Promise.all([refreshSearch(job), refreshSearch(job)]);
  const [row] = await app.database.db
    .select({ count: sql<number>`count(*)::int` })
    .from(searchEntries)
    .where(eq(searchEntries.isLearned, false));
  expect(row?.count).toBe(0);
});

test('I8 any text of any characters can be made findable', async () => {
  const random = randomFrom(printedSeed('search entries of odd texts'));
  const alphabet = [...'aõЖé0,.-\'’\\":*&|!<>()ﷺﬁ🧑‍🚀İẞ漢字한글ا', '\u00ad', '\u200d', '\u0301', '\u2028'];
  for (let round = 0; round < 20; round += 1) {
    const text = Array.from({ length: 400 }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
    await writeText(app, section(), text.replaceAll('\n', ' '));
  }
  const different = Array.from({ length: 60_000 }, (_, i) => `sõna${i.toString(36)}pikk`).join(' ');
  await writeText(app, section(), different);
  expect(await total('sõna0pikk')).toBe(1);
});

test('SE14 a server that starts makes what is missing by itself', async () => {
  await app.database.db.delete(searchEntries);
  await startWorkers(app);
  await app.jobs.boss.send('refresh-search', {});
  await expect.poll(() => total('laen'), { timeout: 60_000 }).toBe(1);
  const before = await total('kaelkirjak');
  const { id, ctx } = await savedOnce('Lühike.');
  made(await saveBody(ctx, { ...id, ...LONG, bodyRevision: 2 }));
  await expect.poll(() => total('kaelkirjak'), { timeout: 60_000 }).toBe(before + 1);
});
