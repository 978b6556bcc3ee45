// What stands in a log and should not: blocks without ids, rows that cannot be read, texts that no schema takes, pictures
// that are somebody else's. One room's damage stays its own, and no word is lost. Rules RO21 to RO23.

import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { fileUses } from '../../../db/schema/files.ts';
import { auditEntries } from '../../../db/schema/instance.ts';
import { bodyJson, readBody } from '../../../domain/document/body.ts';
import { OPERATOR } from '../../../domain/people/viewer.ts';
import { createContext } from '../../../server/context.ts';
import { projected } from '../../../server/rooms/projection.ts';
import { ProjectionThread } from '../../../server/rooms/projection-thread.ts';
import { addMemberOf, made } from '../../support/documents.ts';
import { addFilePlace, addPicture } from '../../support/file-places.ts';
import { testInstance } from '../../support/instance.ts';
import { plantGrant } from '../../support/rights.ts';
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

test('RO22 missing and double ids get new ones, the first keeps its own, and all who write see the same', async () => {
  await log.change(ann.id, (root) => {
    const double = new Y.XmlElement('paragraph');
    double.setAttribute('id', 'p1');
    root.insert(1, [double, new Y.XmlElement('paragraph')]);
  });
  const other = new ProjectionThread();
  await Promise.all([log.project(thread), log.project(other)]);
  await log.projectAll(thread);
  await other.giveUp();
  const body = await log.body();
  const ids = (body.content as { content: { attrs: { id: string } }[] }).content.map(({ attrs }) => attrs.id);
  expect(ids[0]).toBe('p1');
  expect(new Set(ids).size).toBe(3);
  expect(body.content).toEqual(await log.replayed());
  expect((await log.rows()).map(({ authorId }) => authorId)).toEqual([ann.id, ann.id, null]);
  expect(body).toMatchObject({ updatedBy: ann.id, revision: 3 });
});

test('RO24 what a command reads off the log has an id on every block', async () => {
  await log.change(ann.id, (root) => root.insert(1, [new Y.XmlElement('paragraph')]));
  const { body, words } = made(projected(await log.updates()));
  expect(body.children.every(({ attrs }) => attrs.id !== null)).toBe(true);
  expect(words).toBe(3);
});

test('RO23 a row that cannot be read is set aside with an alert, and the room goes on without it', async () => {
  await log.write(bob.id, Uint8Array.of(7, 7, 7, 7, 7), 1);
  await log.change(ann.id, (root) => textAt(root, 0).insert(0, 'Edasi. '), 2);
  expect(await log.project(thread)).toEqual({ kind: 'done' });
  expect((await log.rows()).map(({ setAsideAt }) => setAsideAt !== null)).toEqual([false, true, false]);
  expect((await log.body()).words).toBe(4);
  const isAlert = and(eq(auditEntries.subjectId, log.sectionId), eq(auditEntries.action, 'section.row-set-aside'));
  const alerts = await db().select().from(auditEntries).where(isAlert);
  expect(alerts.map(({ details }) => details)).toEqual([{ seq: 2 }]);
  await log.write(bob.id, Uint8Array.of(9), 1);
  expect(await log.project(thread)).toEqual({ kind: 'done' });
  expect(await log.room()).toMatchObject({ seq: 4, projectedSeq: 4, historySeq: 4 });
});

test('RO23 a text that is not valid stays as it was, and follows again when it is', async () => {
  await log.change(bob.id, (root) => {
    const list = new Y.XmlElement('bulletList');
    list.insert(0, [new Y.XmlText('sõnad')]);
    root.insert(1, [list]);
  });
  expect(await log.project(thread)).toMatchObject({ kind: 'invalid', seq: 2 });
  expect((await log.body()).revision).toBe(2);
  expect(await log.room()).toMatchObject({ projectedSeq: 1, historySeq: 0 });
  expect((await log.rows()).map(({ setAsideAt }) => setAsideAt)).toEqual([null, null]);
  await log.change(ann.id, (root) => {
    root.delete(1, 1);
    textAt(root, 0).insert(0, 'Nüüd. ');
  });
  expect(await log.project(thread)).toEqual({ kind: 'done' });
  expect((await log.body()).words).toBe(4);
  expect(await log.room()).toMatchObject({ projectedSeq: 3, historySeq: 3 });
});

test('RO23 half of an emoji, and marks typed one after the other, do not stop a text', async () => {
  await log.change(ann.id, (root) => textAt(root, 0).insert(0, '👩'));
  await log.change(ann.id, (root) => textAt(root, 0).insert(1, 'x'));
  for (let i = 0; i < 12; i += 1) {
    await log.change(bob.id, (root) => textAt(root, 0).insert(textAt(root, 0).length, '\u0301'));
  }
  expect(await log.project(thread)).toEqual({ kind: 'done' });
  const expected = made(readBody(paragraphs(`p1:xAlgus on siin.${'\u0301'.repeat(8)}`)));
  expect((await log.body()).content).toEqual(bodyJson(expected));
});

test('RO21 a thread that dies or takes too long is replaced, and its room is said to have failed', async () => {
  const hasty = new ProjectionThread(0);
  await log.change(bob.id, (root) => textAt(root, 0).insert(0, 'Uus. '));
  expect(await log.project(hasty)).toMatchObject({ kind: 'failed' });
  await hasty.giveUp();
  expect(await log.project(thread)).toEqual({ kind: 'done' });
});

/** Somebody puts the id of a picture into the room. */
function bring(authorId: string, attachmentId: string): Promise<void> {
  return log.change(authorId, (root) => {
    const image = new Y.XmlElement('image');
    for (const [name, value] of Object.entries({ attachmentId, alt: 'pilt' })) image.setAttribute(name, value);
    root.insert(1, [image]);
  });
}

async function shownHere(): Promise<string[]> {
  const rows = await db().select().from(fileUses).where(eq(fileUses.sectionId, log.sectionId));
  return rows.filter(({ endedAt }) => endedAt === null).map(({ attachmentId }) => attachmentId);
}

test('RO21 an unknown picture stops no text', async () => {
  await bring(bob.id, randomUUID());
  expect(await log.project(thread)).toEqual({ kind: 'done' });
  expect((await log.body()).words).toBe(4);
  expect(await shownHere()).toEqual([]);
});

test('RO21 nobody gains a picture by writing its id, not even when somebody who may read it goes on writing', async () => {
  const place = await addFilePlace(ann.ctx, bob.id, null);
  await plantGrant(app, place.documentId, { userId: bob.id }, 'edit', place.open);
  const picture = await addPicture(ann.ctx, place.documentId, place.shut);
  log = await RoomLog.openAt(ann.ctx, place.documentId, place.open);
  await bring(bob.id, picture);
  await log.project(thread);
  await log.change(ann.id, (root) => textAt(root, 0).insert(0, 'Tere. '));
  await log.project(thread);
  expect((await log.body()).words).toBe(5);
  expect(await shownHere()).toEqual([]);
  await log.change(ann.id, (root) => root.delete(1, 1));
  await log.project(thread);
  await bring(ann.id, picture);
  await log.project(thread);
  expect(await shownHere()).toEqual([picture]);
  await log.change(bob.id, (root) => root.delete(1, 1));
  await log.project(thread);
  expect(await shownHere()).toEqual([]);
});
