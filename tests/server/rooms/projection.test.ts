// The text of a section follows the log of its room, whoever computes it, however often and in whatever portions. Rules
// RO15, RO21.

import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { documents, sectionBodies } from '../../../db/schema/documents.ts';
import { rooms, roomUpdates } from '../../../db/schema/rooms.ts';
import { searchEntries } from '../../../db/schema/search.ts';
import { bodyJson, readBody } from '../../../domain/document/body.ts';
import { SCHEMA_VERSION } from '../../../domain/document/schema/schema.ts';
import { MAX_WORDS } from '../../../domain/document/section.ts';
import { OPERATOR } from '../../../domain/people/viewer.ts';
import { createContext } from '../../../server/context.ts';
import { saveBody } from '../../../server/documents/bodies.ts';
import { addSection } from '../../../server/documents/tree-commands.ts';
import { foldRoom } from '../../../server/rooms/fold.ts';
import { ProjectionThread } from '../../../server/rooms/projection-thread.ts';
import { openProjector } from '../../../server/rooms/projector.ts';
import { documentOf, textOf } from '../../../server/rooms/text.ts';
import { refreshSearch } from '../../../server/search/refresh.ts';
import { addMemberOf, made, outcome } from '../../support/documents.ts';
import { testInstance } from '../../support/instance.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { plantGrant } from '../../support/rights.ts';
import { RoomEditors } from '../../support/room-editors.ts';
import { RoomLog, textAt } from '../../support/room-log.ts';
import { paragraphs } from '../../support/sections.ts';

type Person = Awaited<ReturnType<typeof addMemberOf>>;

let app: Awaited<ReturnType<typeof testInstance>>;
let ann: Person;
let bob: Person;
let thread: ProjectionThread;
let log: RoomLog;

beforeAll(async () => {
  app = await testInstance({ logLevel: 'silent' });
  const operator = createContext(app, OPERATOR, 'command-line');
  ann = await addMemberOf(app, operator, 'official', 'Sihtkapital');
  bob = await addMemberOf(app, operator, 'official', 'Partner');
  thread = new ProjectionThread();
});
afterAll(async () => {
  await thread.giveUp();
  await app.close();
});

beforeEach(async () => {
  log = await RoomLog.open(ann.ctx);
});

const db = () => app.database.db;

test('BO5, RO30 what is typed in the room of a full document is its text, and commands that would add words are refused', async () => {
  const { sectionId, documentId } = log;
  const other = { documentId, parentId: null, beforeId: null, title: 'Pikk', kind: 'numbered' } as const;
  const { id: long } = made(await addSection(ann.ctx, other));
  await db()
    .update(sectionBodies)
    .set({ words: MAX_WORDS - 2 })
    .where(eq(sectionBodies.sectionId, long));
  await log.change(bob.id, (root) => textAt(root, 0).insert(6, 'veel ja veel '));
  expect(await log.project(thread)).toEqual({ kind: 'done' });
  const { revision: bodyRevision, words } = await log.body();
  expect(words).toBe(6);
  const save = (text: string) =>
    saveBody(ann.ctx, { sectionId, bodyRevision, schemaVersion: SCHEMA_VERSION, content: paragraphs(`p1:${text}`) });
  expect(outcome(await save('Algus veel ja veel on siin praegu.'))).toBe('document-too-long');
  made(await save('Algus on siin praegu.'));
  expect((await log.body()).words).toBe(4);
});

test('RO21 what is written in a room is the text, its words, what search finds and whose it is', async () => {
  await log.change(bob.id, (root) => textAt(root, 0).insert(6, 'ja jätkusuutlikkus '));
  await log.project(thread);
  const body = await log.body();
  const [row] = (await log.rows()).slice(-1);
  expect(body).toMatchObject({ words: 5, updatedBy: bob.id, updatedAt: row?.at, revision: 3 });
  expect(body.content).toEqual(bodyJson(made(readBody(paragraphs('p1:Algus ja jätkusuutlikkus on siin.')))));
  const [entry] = await db().select().from(searchEntries).where(eq(searchEntries.id, log.sectionId));
  expect(entry?.passages).toEqual([{ blockId: 'p1', text: 'Algus ja jätkusuutlikkus on siin.' }]);
  const { blame, sessions, contents } = await log.state();
  const runs = [
    [6, ann.id],
    [19, bob.id],
    [8, ann.id],
  ];
  expect(blame).toMatchObject({ seq: 2, blame: { blocks: { p1: runs } } });
  expect(sessions.map(({ authorId, firstSeq, lastSeq }) => [authorId, firstSeq, lastSeq])).toEqual([
    [ann.id, 1, 1],
    [bob.id, 2, 2],
  ]);
  expect(contents.map(({ seq }) => seq)).toEqual([0, 1, 2]);
});

test('RO21 a long text that somebody is typing is found by its older words until it is computed anew', async () => {
  await log.change(bob.id, (root) => textAt(root, 0).insert(0, 'pikk '.repeat(1200)));
  await log.project(thread);
  const entry = async () => (await db().select().from(searchEntries).where(eq(searchEntries.id, log.sectionId)))[0];
  expect(await entry()).toMatchObject({ version: 0, passages: [{ blockId: 'p1', text: 'Algus on siin.' }] });
  await refreshSearch(ann.ctx);
  expect((await entry())?.passages).toMatchObject([{ text: expect.stringMatching(/^pikk .*siin\.$/) }]);
});

test('RO21 doing it again changes nothing, be it with another thread or after the sequence was forgotten', async () => {
  await log.change(bob.id, (root) => textAt(root, 0).insert(0, 'Uus. '));
  await log.project(thread);
  const before = { ...(await log.state()), document: await documentRow() };
  await log.project(thread);
  await db().update(rooms).set({ projectedSeq: 0, historySeq: 0 }).where(eq(rooms.sectionId, log.sectionId));
  const other = new ProjectionThread();
  await log.project(other);
  await other.giveUp();
  const { blame: again, ...rest } = await log.state();
  expect({ ...rest, blame: again?.seq, document: await documentRow() }).toEqual({ ...before, blame: 2 });
});

async function documentRow() {
  return (await db().select().from(documents).where(eq(documents.id, log.documentId)))[0];
}

test('RO21 two that project the same rows at once leave what one leaves', async () => {
  const other = new ProjectionThread();
  for (let step = 0; step < 5; step += 1) {
    await log.change(bob.id, (root) => textAt(root, 0).insert(0, `Lause ${step}. `));
    await Promise.all([log.project(thread), log.project(other)]);
  }
  await log.projectAll(thread);
  await other.giveUp();
  const { body, sessions, contents } = await log.state();
  expect(body.content).toEqual(await log.replayed());
  expect(body.revision).toBe(7);
  expect(sessions.map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])).toEqual([
    [1, 1],
    [2, 6],
  ]);
  expect(contents.map(({ seq }) => seq)).toEqual([0, 1, 6]);
});

test('RO21 what a command writes is in blame and sessions too', async () => {
  await plantGrant(app, log.documentId, { userId: bob.id }, 'edit');
  const content = paragraphs('p1:Algus on siin. Lisatud.');
  const form = { sectionId: log.sectionId, bodyRevision: 2, schemaVersion: SCHEMA_VERSION, content };
  made(await saveBody(bob.ctx, form));
  const { projectedSeq, historySeq } = await log.room();
  expect([projectedSeq, historySeq]).toEqual([2, 0]);
  const before = await log.body();
  await log.project(thread);
  const { body, blame, sessions } = await log.state();
  expect(body).toEqual(before);
  expect(blame?.blame.blocks.p1?.map(([, author]) => author)).toEqual([ann.id, bob.id]);
  expect(sessions.map(({ authorId }) => authorId)).toEqual([ann.id, bob.id]);
});

test('RO21 the text is what the log says, and sessions are the same, whatever is read at once, folded or begun anew', async () => {
  const seed = printedSeed('projection');
  const random = randomFrom(seed);
  for (let round = 0; round < 3; round += 1) {
    const [often, once] = [log, await RoomLog.open(ann.ctx)];
    const [first] = await often.updates();
    if (!first) throw new Error('no first row');
    // the other room begins with the very same words
    await db().update(roomUpdates).set({ update: first }).where(eq(roomUpdates.sectionId, once.sectionId));
    const editors = new RoomEditors(random, [ann.id, bob.id], first);
    const threads = [new ProjectionThread(), new ProjectionThread()] as const;
    for (let step = 1; step <= 40; step += 1) {
      const { authorId, update, client } = editors.edit();
      for (const each of [often, once]) await each.write(authorId, update, client, step * 4);
      const dice = random();
      if (dice < 0.3) await often.project(threads[0]);
      if (dice > 0.9) await foldRoom(app, threads[0], often.sectionId, true);
      // a thread that begins anew
      if (dice > 0.95) await threads[0].giveUp();
    }
    const [a, b] = [await settled(often, threads[0]), await settled(once, threads[1])];
    for (const each of threads) await each.giveUp();
    expect(a.body.content, `seed ${seed}`).toEqual(await often.replayed());
    expect(comparable(a), `seed ${seed}`).toEqual(comparable(b));
    expect(comparable(a).strays, `seed ${seed}`).toEqual([]);
    log = await RoomLog.open(ann.ctx);
  }
});

async function settled(each: RoomLog, by: ProjectionThread) {
  await each.projectAll(by);
  return each.state();
}

/** When repaired ids are written into the log, and so which numbers its rows have, depends on when it is read. */
function comparable({ body, sessions, contents }: Awaited<ReturnType<RoomLog['state']>>) {
  const texts = new Map(contents.map(({ seq, content }) => [seq, textWithoutIds(content)]));
  return {
    text: textWithoutIds(body.content),
    sessions: sessions.map(({ authorId, startedAt, endedAt, firstSeq, lastSeq }) => {
      return { authorId, startedAt, endedAt, before: texts.get(firstSeq - 1), after: texts.get(lastSeq) };
    }),
    strays: [...texts.keys()].filter((seq) => !sessions.some((one) => [one.firstSeq - 1, one.lastSeq].includes(seq))),
  };
}

function textWithoutIds(content: unknown): string {
  return JSON.stringify(content, (key, value) => (key === 'id' ? undefined : value));
}

test('RO15 a room that is folded says what it said, and its log is short', async () => {
  const editors = new RoomEditors(randomFrom(5), [ann.id, bob.id], (await log.updates())[0] ?? new Uint8Array());
  for (let step = 0; step < 12; step += 1) {
    const { authorId, update, client } = editors.edit();
    await log.write(authorId, update, client);
  }
  expect(await foldRoom(app, thread, log.sectionId, true), 'nothing was projected yet').toBeNull();
  await log.projectAll(thread);
  expect(await foldRoom(app, thread, log.sectionId, false), 'a room that is open and short').toBeNull();
  const whole = documentOf(await log.updates());
  const base = await foldRoom(app, thread, log.sectionId, true);
  expect(base?.seq).toBe((await log.room()).historySeq);
  expect(await log.rows()).toEqual([]);
  const folded = documentOf(await log.updates());
  expect(Y.encodeStateVector(folded)).toEqual(Y.encodeStateVector(whole));
  expect(bodyJson(made(textOf(folded)))).toEqual(bodyJson(made(textOf(whole))));
  await log.change(bob.id, (root) => root.insert(0, [new Y.XmlElement('paragraph')]));
  await log.projectAll(thread);
  expect((await log.body()).content).toEqual(await log.replayed());
});

test('RO15 rows that came while a base was made are not folded', async () => {
  for (let step = 0; step < 8; step += 1) {
    await log.change(bob.id, (root) => textAt(root, 0).insert(0, `Lause ${step}. `));
  }
  await log.projectAll(thread);
  const folding = foldRoom(app, thread, log.sectionId, true);
  await log.change(ann.id, (root) => textAt(root, 0).insert(0, 'Hilisem. '));
  expect((await folding)?.seq).toBe(9);
  expect((await log.rows()).map(({ seq }) => seq)).toEqual([10]);
  await log.projectAll(thread);
  expect((await log.body()).content).toEqual(await log.replayed());
});

test('RO21 at most two seconds after a commit the text is there, also when nobody says so, and a broken room delays no other', async () => {
  const broken = await RoomLog.open(ann.ctx);
  const projector = await openProjector(app);
  try {
    await broken.change(bob.id, (root) => root.insert(1, [new Y.XmlText('sõnad')]));
    await log.change(bob.id, (root) => textAt(root, 0).insert(0, 'Kuuldud. '));
    for (const { sectionId } of [broken, log]) projector.nudge(sectionId);
    await vi.waitFor(async () => expect((await log.body()).words).toBe(4), { timeout: 20_000 });
    await log.change(bob.id, (root) => textAt(root, 0).insert(0, 'Kuulmata. '));
    await vi.waitFor(async () => expect((await log.body()).words).toBe(5), { timeout: 20_000 });
    expect((await broken.body()).revision).toBe(2);
  } finally {
    await projector.close();
  }
});
