// When the database takes nothing: nobody is told saved, nobody sees what could be lost, nothing is forgotten, and it
// goes on by itself (D2, D5). Rules RO9, RO11, RO19, RO20.

import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { roomUpdates } from '../../db/schema/rooms.ts';
import { updateFrame } from '../../domain/collab/frames.ts';
import { mergeUpdates } from '../../domain/collab/merging.ts';
import { ROOT } from '../../domain/collab/vectors.ts';
import { OPERATOR } from '../../domain/people/viewer.ts';
import { type Context, createContext } from '../../server/context.ts';
import { addMemberOf } from '../support/documents.ts';
import { type TestDoor, testDoor } from '../support/door.ts';
import { eventually } from '../support/eventually.ts';
import { rawWriter } from '../support/raw-writer.ts';
import { writer } from '../support/room-client.ts';
import { growDocument } from '../support/sections.ts';

let door: TestDoor;
let operator: Context;
let official: Awaited<ReturnType<typeof addMemberOf>>;
let sectionId: string;
let otherId: string;

beforeAll(async () => {
  door = await testDoor({ config: { logLevel: 'silent' } });
  operator = createContext(door.app, OPERATOR, 'command-line');
  official = await addMemberOf(door.app, operator, 'official', 'Sihtkapital');
});
afterAll(() => door.close());

beforeEach(async () => {
  const { at } = await growDocument(official.ctx, ['Üks', 'Kaks']);
  sectionId = at.Üks ?? '';
  otherId = at.Kaks ?? '';
});

const block = () => operator.db.execute(sql`alter table room_updates rename to room_updates_away`);
const unblock = () => operator.db.execute(sql`alter table room_updates_away rename to room_updates`);

test('RO9, RO11 while nothing can be stored nobody sees or is told anything; then everything is there', async () => {
  const [a, b] = [await writer(door, official.id, sectionId), await writer(door, official.id, sectionId)];
  const raw = await rawWriter(door, official.id, sectionId, '?saved=1');
  await Promise.all([a.synced(), b.synced()]);
  await block();
  try {
    a.type('Kadumatu.');
    const doc = new Y.Doc();
    Y.applyUpdate(doc, mergeUpdates(raw.updates));
    const before = Y.encodeStateVector(doc);
    doc.getXmlFragment(ROOT).insert(1, [new Y.XmlElement('paragraph')]);
    raw.send(updateFrame(Y.encodeStateAsUpdate(doc, before)));
    // a question and its answer on the same socket, so that what was sent before has been taken
    await new Promise((resolve) => raw.socket.ping(() => raw.socket.once('pong', resolve)));
    expect(b.text()).toBe('');
    expect(raw.saved).toEqual([]);
  } finally {
    await unblock();
  }
  await eventually(() => expect(b.text()).toBe('Kadumatu.\n'));
  await eventually(() => expect(raw.saved).toEqual([1]));
  const rows = await operator.db.select().from(roomUpdates).where(eq(roomUpdates.sectionId, sectionId));
  expect(rows.map(({ seq }) => seq).sort((x, y) => x - y)).toEqual(rows.map((_row, i) => i + 1));
  for (const one of [a, b]) one.leave();
  raw.socket.close();
});

test('RO11 what cannot be stored of one room keeps no other waiting', async () => {
  const [sick, sound] = [await writer(door, official.id, sectionId), await writer(door, official.id, otherId)];
  await Promise.all([sick.synced(), sound.synced()]);
  const listener = await writer(door, official.id, otherId);
  await listener.synced();
  await operator.db.execute(
    sql`alter table room_updates add constraint sick check (section_id <> ${sql.raw(`'${sectionId}'`)}) not valid`,
  );
  try {
    sick.type('Haige.');
    sound.type('Terve.');
    await eventually(() => expect(listener.text()).toBe('Terve.'));
  } finally {
    await operator.db.execute(sql`alter table room_updates drop constraint sick`);
  }
  const reader = await writer(door, official.id, sectionId);
  await eventually(() => expect(reader.text()).toBe('Haige.'));
  for (const one of [sick, sound, listener, reader]) one.leave();
});

test('RO19 whoever comes within a moment of the last one leaving finds everything', async () => {
  let expected = '';
  for (let i = 0; i < 12; i += 1) {
    const own = await writer(door, official.id, sectionId);
    await own.synced();
    expect(own.text()).toBe(expected);
    own.type(`${i}.`);
    expected += `${i}.`;
    const rows = () => operator.db.select().from(roomUpdates).where(eq(roomUpdates.sectionId, sectionId));
    const count = i + 2;
    await eventually(async () => expect(await rows()).toHaveLength(count));
    own.leave();
  }
});

test('RO20 what was taken before the process stops is stored', async () => {
  const second = await testDoor();
  const own = createContext(second.app, OPERATOR, 'command-line');
  const someone = await addMemberOf(second.app, own, 'official', 'Keskus');
  const { at } = await growDocument(someone.ctx, ['Kolm']);
  const id = at.Kolm ?? '';
  const raw = await rawWriter(second, someone.id, id, '?saved=1');
  const doc = new Y.Doc();
  Y.applyUpdate(doc, mergeUpdates(raw.updates));
  for (let i = 0; i < 50; i += 1) {
    const before = Y.encodeStateVector(doc);
    doc.getXmlFragment(ROOT).insert(0, [new Y.XmlElement('paragraph')]);
    raw.send(updateFrame(Y.encodeStateAsUpdate(doc, before)));
  }
  await eventually(() => expect(raw.saved.at(-1) ?? 0).toBeGreaterThan(0));
  await second.close();
  expect(await raw.closed).toBe(1001);
});
