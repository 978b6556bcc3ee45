// The text of a section follows the log of its room, whoever computes it, however often and in whatever portions. Rules
// RO15, RO21 to RO23.

import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { auditEntries } from '../../../db/schema/instance.ts';
import { rooms, roomUpdates, sectionBlame, sectionContents, writingSessions } from '../../../db/schema/rooms.ts';
import { searchEntries } from '../../../db/schema/search.ts';
import { ROOT } from '../../../domain/collab/vectors.ts';
import { bodyJson, readBody } from '../../../domain/document/body.ts';
import { SCHEMA_VERSION } from '../../../domain/document/schema/schema.ts';
import { OPERATOR } from '../../../domain/people/viewer.ts';
import { type Context, createContext } from '../../../server/context.ts';
import { saveBody } from '../../../server/documents/bodies.ts';
import { foldRoom } from '../../../server/rooms/fold.ts';
import { append, load } from '../../../server/rooms/log.ts';
import { type Outcome, projectRoom } from '../../../server/rooms/project-room.ts';
import { ProjectionThread } from '../../../server/rooms/projection-thread.ts';
import { openProjector } from '../../../server/rooms/projector.ts';
import { documentOf, textOf } from '../../../server/rooms/text.ts';
import { addMemberOf, made } from '../../support/documents.ts';
import { testInstance } from '../../support/instance.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { RoomEditors } from '../../support/room-editors.ts';
import { growDocument, paragraphs, storedBody } from '../../support/sections.ts';

let app: Awaited<ReturnType<typeof testInstance>>;
let operator: Context;
let [ann, bob] = [] as unknown as [Awaited<ReturnType<typeof addMemberOf>>, Awaited<ReturnType<typeof addMemberOf>>];
let thread: ProjectionThread;
let sectionId: string;

beforeAll(async () => {
  app = await testInstance({ logLevel: 'silent' });
  operator = createContext(app, OPERATOR, 'command-line');
  ann = await addMemberOf(app, operator, 'official', 'Sihtkapital');
  bob = await addMemberOf(app, operator, 'official', 'Partner');
  thread = new ProjectionThread();
});
afterAll(async () => {
  await thread.close();
  await app.close();
});

beforeEach(async () => {
  sectionId = await grownSection();
});

async function grownSection(): Promise<string> {
  const { at } = await growDocument(ann.ctx, ['Eesmärk']);
  const id = at.Eesmärk ?? '';
  const content = paragraphs('p1:Algus on siin.');
  made(await saveBody(ann.ctx, { sectionId: id, bodyRevision: 1, schemaVersion: SCHEMA_VERSION, content }));
  return id;
}

const db = () => app.database.db;
const roomOf = async (id = sectionId) => (await db().select().from(rooms).where(eq(rooms.sectionId, id)))[0];

/** The first row of the room's log. */
async function firstRow(id = sectionId): Promise<Uint8Array> {
  const loaded = await load(db(), id);
  return loaded?.rows[0]?.update ?? new Uint8Array();
}

let clock = 0;
/** A row a minute. */
async function write(authorId: string | null, update: Uint8Array, client: number, id = sectionId): Promise<void> {
  clock += 1;
  const at = new Date(Date.UTC(2026, 0, 1) + clock * 60_000);
  await append(db(), [{ sectionId: id, authorId, update, claims: [client] }], at, false);
}

/** What `change` does to the room as it stands, as a row of the author's. */
async function writeChange(authorId: string, change: (root: Y.XmlFragment) => void, id = sectionId): Promise<void> {
  const doc = documentOf(await updatesOf(id));
  const before = Y.encodeStateVector(doc);
  doc.transact(() => change(doc.getXmlFragment(ROOT)));
  await write(authorId, Y.encodeStateAsUpdate(doc, before), doc.clientID, id);
}

async function updatesOf(id: string): Promise<Uint8Array[]> {
  const loaded = await load(db(), id);
  return [...(loaded?.base ? [loaded.base.update] : []), ...(loaded?.rows ?? []).map(({ update }) => update)];
}

const textAt = (root: Y.XmlFragment, block: number) => (root.get(block) as Y.XmlElement).get(0) as Y.XmlText;

const project = (id = sectionId, by = thread): Promise<Outcome> => projectRoom(app, by, id);

/** Until nothing is left to be read. */
async function projectAll(id = sectionId, by = thread): Promise<void> {
  for (let room = await roomOf(id); room && room.historySeq < room.seq; room = await roomOf(id)) {
    expect(await project(id, by)).toEqual({ kind: 'done' });
  }
}

/** Everything that a projection writes. */
async function stateOf(id = sectionId) {
  const at = (table: typeof writingSessions | typeof sectionContents) => eq(table.sectionId, id);
  const blame = await db().select().from(sectionBlame).where(eq(sectionBlame.sectionId, id));
  const sessions = await db()
    .select()
    .from(writingSessions)
    .where(at(writingSessions))
    .orderBy(asc(writingSessions.firstSeq));
  const contents = await db()
    .select()
    .from(sectionContents)
    .where(at(sectionContents))
    .orderBy(asc(sectionContents.seq));
  return { body: await storedBody({ db: db() }, id), blame, sessions, contents };
}

test('RO21 what is written in a room is the text, its words, what search finds and whose it is', async () => {
  await firstRow();
  await writeChange(bob.id, (root) => textAt(root, 0).insert(5, ' ja jätkusuutlikkus'));
  await project();
  const body = await storedBody({ db: db() }, sectionId);
  expect(body).toMatchObject({ words: 5, updatedBy: bob.id, revision: 3 });
  expect(body.content).toEqual(bodyJson(made(readBody(paragraphs('p1:Algus ja jätkusuutlikkus on siin.')))));
  const [entry] = await db().select().from(searchEntries).where(eq(searchEntries.id, sectionId));
  expect(entry?.passages).toEqual([{ blockId: 'p1', text: 'Algus ja jätkusuutlikkus on siin.' }]);
  const { blame, sessions, contents } = await stateOf();
  expect(blame).toMatchObject([
    {
      seq: 2,
      blame: {
        blocks: {
          p1: [
            [5, ann.id],
            [19, bob.id],
            [9, ann.id],
          ],
        },
      },
    },
  ]);
  expect(sessions.map(({ authorId, firstSeq, lastSeq }) => [authorId, firstSeq, lastSeq])).toEqual([
    [ann.id, 1, 1],
    [bob.id, 2, 2],
  ]);
  expect(contents.map(({ seq }) => seq)).toEqual([0, 1, 2]);
});

test('RO21 doing it again changes nothing', async () => {
  await firstRow();
  await writeChange(bob.id, (root) => textAt(root, 0).insert(0, 'Uus. '));
  await project();
  const before = { ...(await stateOf()), room: await roomOf() };
  await project();
  await db().update(rooms).set({ projectedSeq: 0 }).where(eq(rooms.sectionId, sectionId));
  const other = new ProjectionThread();
  await project(sectionId, other);
  await other.close();
  expect(await stateOf()).toEqual({
    body: before.body,
    blame: before.blame,
    sessions: before.sessions,
    contents: before.contents,
  });
});

test('RO21 the text is what the log says, and sessions are the same, whatever is read at once, folded or begun anew', async () => {
  const seed = printedSeed('projection');
  const random = randomFrom(seed);
  for (let round = 0; round < 3; round += 1) {
    const ids = [await grownSection(), await grownSection()] as const;
    const first = await firstRow(ids[0]);
    await firstRow(ids[1]);
    // the second room begins with the very same words
    await db().update(roomUpdates).set({ update: first }).where(eq(roomUpdates.sectionId, ids[1]));
    const editors = new RoomEditors(random, [ann.id, bob.id], first);
    const threads = [new ProjectionThread(), new ProjectionThread()];
    const start = clock;
    for (let step = 0; step < 40; step += 1) {
      const { authorId, update, client } = editors.edit();
      clock = start + step * 4;
      await write(authorId, update, client, ids[0]);
      clock = start + step * 4;
      await write(authorId, update, client, ids[1]);
      const dice = random();
      if (dice < 0.3) await project(ids[0], threads[0]);
      if (dice > 0.9) await foldRoom(app, threads[0] as ProjectionThread, ids[0], true);
      if (dice > 0.95) await threads[0]?.close();
    }
    await projectAll(ids[0], threads[0]);
    await projectAll(ids[1], threads[1]);
    for (const each of threads) await each.close();
    const [a, b] = [await stateOf(ids[0]), await stateOf(ids[1])];
    const replayed = made(textOf(documentOf(await updatesOf(ids[0]))));
    expect(a.body.content, `seed ${seed}`).toEqual(bodyJson(replayed));
    const lengths = Object.values(a.blame[0]?.blame.blocks ?? {}).map((runs) =>
      runs.reduce((sum, [length]) => sum + length, 0),
    );
    expect(lengths.length, `seed ${seed}`).toBe(Object.keys(b.blame[0]?.blame.blocks ?? {}).length);
    const bare = (state: typeof a) => ({
      text: textWithoutIds(state.body.content),
      sessions: state.sessions.map(({ authorId, startedAt, endedAt }) => ({ authorId, startedAt, endedAt })),
      contents: state.contents.length,
    });
    expect(bare(a), `seed ${seed}`).toEqual(bare(b));
  }
});

/** Repaired ids are random. */
function textWithoutIds(content: unknown): string {
  return JSON.stringify(content, (key, value) => (key === 'id' ? undefined : value));
}

test('RO15 a room that is folded says what it said, and its log is short', async () => {
  const first = await firstRow();
  const editors = new RoomEditors(randomFrom(5), [ann.id, bob.id], first);
  for (let step = 0; step < 12; step += 1) {
    const { authorId, update, client } = editors.edit();
    await write(authorId, update, client);
  }
  expect(await foldRoom(app, thread, sectionId, true)).toBeNull();
  await projectAll();
  expect(await foldRoom(app, thread, sectionId, false)).toBeNull();
  const before = { ...(await stateOf()), updates: await updatesOf(sectionId) };
  const base = await foldRoom(app, thread, sectionId, true);
  expect(base?.seq).toBe((await roomOf())?.historySeq);
  expect(await db().select().from(roomUpdates).where(eq(roomUpdates.sectionId, sectionId))).toEqual([]);
  const [whole, folded] = [documentOf(before.updates), documentOf(await updatesOf(sectionId))];
  expect(Y.encodeStateVector(folded)).toEqual(Y.encodeStateVector(whole));
  expect(bodyJson(made(textOf(folded)))).toEqual(bodyJson(made(textOf(whole))));
  await writeChange(bob.id, (root) => root.insert(0, [new Y.XmlElement('paragraph')]));
  await projectAll();
  const body = await storedBody({ db: db() }, sectionId);
  expect(body.content).toEqual(bodyJson(made(textOf(documentOf(await updatesOf(sectionId))))));
});

test('RO22 missing and double ids get new ones, the first keeps its own, and all who write see the same', async () => {
  await firstRow();
  await writeChange(ann.id, (root) => {
    const double = new Y.XmlElement('paragraph');
    double.setAttribute('id', 'p1');
    root.insert(1, [double, new Y.XmlElement('paragraph')]);
  });
  const other = new ProjectionThread();
  await Promise.all([project(), project(sectionId, other)]);
  await projectAll();
  await other.close();
  const body = await storedBody({ db: db() }, sectionId);
  const ids = (body.content as { content: { attrs: { id: string } }[] }).content.map(({ attrs }) => attrs.id);
  expect(ids[0]).toBe('p1');
  expect(new Set(ids).size).toBe(3);
  expect(bodyJson(made(textOf(documentOf(await updatesOf(sectionId)))))).toEqual(body.content);
  const rows = await db()
    .select()
    .from(roomUpdates)
    .where(eq(roomUpdates.sectionId, sectionId))
    .orderBy(asc(roomUpdates.seq));
  expect(rows.map(({ authorId }) => authorId)).toEqual([ann.id, ann.id, null]);
  expect(body.updatedBy).toBe(ann.id);
});

test('RO23 a row that cannot be read is set aside with an alert, and the room goes on without it', async () => {
  await firstRow();
  await write(bob.id, Uint8Array.of(7, 7, 7, 7, 7), 1);
  await writeChangeAround(2, (root) => textAt(root, 0).insert(0, 'Edasi. '));
  await project();
  const rows = await db()
    .select()
    .from(roomUpdates)
    .where(eq(roomUpdates.sectionId, sectionId))
    .orderBy(asc(roomUpdates.seq));
  expect(rows.map(({ setAsideAt }) => setAsideAt !== null)).toEqual([false, true, false]);
  expect((await storedBody({ db: db() }, sectionId)).words).toBe(4);
  const alerts = await db()
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectId, sectionId), eq(auditEntries.action, 'section.row-set-aside')));
  expect(alerts.map(({ details }) => details)).toEqual([{ seq: 2 }]);
  await write(bob.id, Uint8Array.of(9), 1);
  await project();
  expect(await roomOf()).toMatchObject({ seq: 4, projectedSeq: 4, historySeq: 4 });
});

/** As `writeChange` by Ann, on the room without the row `seq`. */
async function writeChangeAround(seq: number, change: (root: Y.XmlFragment) => void): Promise<void> {
  const loaded = await load(db(), sectionId);
  const doc = documentOf((loaded?.rows ?? []).filter((row) => row.seq !== seq).map(({ update }) => update));
  const before = Y.encodeStateVector(doc);
  doc.transact(() => change(doc.getXmlFragment(ROOT)));
  await write(ann.id, Y.encodeStateAsUpdate(doc, before), doc.clientID);
}

test('RO23 a text that is not valid stays as it was, and follows again when it is', async () => {
  await firstRow();
  const list = new Y.XmlElement('bulletList');
  const words = new Y.XmlText('sõnad');
  await writeChange(bob.id, (root) => {
    list.insert(0, [words]);
    root.insert(1, [list]);
  });
  expect(await project()).toMatchObject({ kind: 'invalid', seq: 2 });
  expect((await storedBody({ db: db() }, sectionId)).revision).toBe(2);
  expect(await roomOf()).toMatchObject({ projectedSeq: 1, historySeq: 0 });
  await writeChange(ann.id, (root) => {
    root.delete(1, 1);
    textAt(root, 0).insert(0, 'Nüüd. ');
  });
  await project();
  expect((await storedBody({ db: db() }, sectionId)).words).toBe(4);
  expect(await roomOf()).toMatchObject({ projectedSeq: 3, historySeq: 3 });
});

test('RO23 half of an emoji, and marks typed one after the other, do not stop a text', async () => {
  await firstRow();
  await writeChange(ann.id, (root) => textAt(root, 0).insert(0, '👩'));
  await writeChange(ann.id, (root) => textAt(root, 0).insert(1, 'x'));
  for (let i = 0; i < 12; i += 1)
    await writeChange(bob.id, (root) => textAt(root, 0).insert(textAt(root, 0).length, '\u0301'));
  await project();
  const { content } = await storedBody({ db: db() }, sectionId);
  expect(content).toEqual(bodyJson(made(readBody(paragraphs(`p1:xAlgus on siin.${'\u0301'.repeat(8)}`)))));
});

test('RO21 a picture is noted only when who brought it may show it, also when somebody else goes on writing', async () => {
  const foreign = randomUUID();
  await firstRow();
  await writeChange(bob.id, (root) => {
    const image = new Y.XmlElement('image');
    for (const [name, value] of Object.entries({ attachmentId: foreign, alt: 'pilt' })) image.setAttribute(name, value);
    root.insert(1, [image]);
  });
  expect(await project()).toEqual({ kind: 'done' });
  await writeChange(ann.id, (root) => textAt(root, 0).insert(0, 'Tere. '));
  expect(await project()).toEqual({ kind: 'done' });
  expect((await storedBody({ db: db() }, sectionId)).words).toBe(5);
});

test('RO21 at most two seconds after a commit the text is there, also when nobody says so, and a broken room delays no other', async () => {
  const broken = await grownSection();
  await Promise.all([firstRow(), firstRow(broken)]);
  const projector = await openProjector(app);
  try {
    await write(bob.id, Uint8Array.of(1), 1, broken);
    await writeChange(bob.id, (root) => root.insert(1, [new Y.XmlElement('hardBreak')]), broken).catch(() => {});
    await writeChange(bob.id, (root) => textAt(root, 0).insert(0, 'Kuuldud. '));
    projector.nudge(broken);
    projector.nudge(sectionId);
    await vi.waitFor(async () => expect((await storedBody({ db: db() }, sectionId)).words).toBe(4), {
      timeout: 20_000,
    });
    await writeChange(bob.id, (root) => textAt(root, 0).insert(0, 'Kuulmata. '));
    await vi.waitFor(async () => expect((await storedBody({ db: db() }, sectionId)).words).toBe(5), {
      timeout: 20_000,
    });
  } finally {
    await projector.close();
  }
});
