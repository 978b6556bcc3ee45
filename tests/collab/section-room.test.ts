// Several people in one section with the stock client: everybody sees everything, nobody sees what is not stored, and
// whoever may not write is not let in. Rules RO1, RO2, RO8 to RO12.

import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { roomUpdates } from '../../db/schema/rooms.ts';
import { SCHEMA_VERSION } from '../../domain/document/schema/schema.ts';
import { OPERATOR } from '../../domain/people/viewer.ts';
import { type Context, createContext } from '../../server/context.ts';
import { readBodyForEditing, saveBody } from '../../server/documents/bodies.ts';
import { lockSection } from '../../server/documents/locks.ts';
import { splitSection } from '../../server/documents/split-merge.ts';
import { addMemberOf, made } from '../support/documents.ts';
import { type TestDoor, testDoor } from '../support/door.ts';
import { eventually } from '../support/eventually.ts';
import { plantGrant } from '../support/rights.ts';
import { writer } from '../support/room-client.ts';
import { growDocument, paragraphs } from '../support/sections.ts';

let door: TestDoor;
let operator: Context;
let official: Awaited<ReturnType<typeof addMemberOf>>;
let partner: Awaited<ReturnType<typeof addMemberOf>>;
let documentId: string;
let sectionId: string;

beforeAll(async () => {
  door = await testDoor();
  operator = createContext(door.app, OPERATOR, 'command-line');
  official = await addMemberOf(door.app, operator, 'official', 'Sihtkapital');
  partner = await addMemberOf(door.app, operator, 'partner', 'Partner');
});
afterAll(() => door.close());

beforeEach(async () => {
  const grown = await growDocument(official.ctx, ['Eesmärk']);
  documentId = grown.id;
  sectionId = grown.at.Eesmärk ?? '';
  const content = paragraphs('p1:Algus.');
  made(await saveBody(official.ctx, { sectionId, bodyRevision: 1, schemaVersion: SCHEMA_VERSION, content }));
});

test('RO12 the room begins as the text that was saved before, however many come at once', async () => {
  const writers = await Promise.all(Array.from({ length: 6 }, () => writer(door, official.id, sectionId)));
  await Promise.all(writers.map((one) => one.synced()));
  expect(writers.map((one) => one.text())).toEqual(Array(6).fill('Algus.'));
  const rows = await operator.db.select().from(roomUpdates).where(eq(roomUpdates.sectionId, sectionId));
  expect(rows.map(({ seq, authorId }) => ({ seq, authorId }))).toEqual([{ seq: 1, authorId: official.id }]);
  for (const one of writers) one.leave();
});

test('RO8, RO10 two people see each other’s words, and the log knows whose they are', async () => {
  await plantGrant(door.app, documentId, { userId: partner.id }, 'edit');
  const [a, b] = [await writer(door, official.id, sectionId), await writer(door, partner.id, sectionId)];
  await Promise.all([a.synced(), b.synced()]);
  a.type(' Ametnik.');
  await eventually(() => expect(b.text()).toBe('Algus. Ametnik.'));
  b.type(' Partner.');
  await eventually(() => expect(a.text()).toBe('Algus. Ametnik. Partner.'));
  const rows = await operator.db.select().from(roomUpdates).where(eq(roomUpdates.sectionId, sectionId));
  expect(rows.map((row) => row.authorId)).toEqual([official.id, official.id, partner.id]);
  const late = await writer(door, official.id, sectionId);
  await late.synced();
  expect(late.text()).toBe('Algus. Ametnik. Partner.');
  for (const one of [a, b, late]) one.leave();
});

test('RO1 who may read but not write is closed with 4403, who may not read with 4404', async () => {
  const stranger = await writer(door, partner.id, sectionId);
  await eventually(() => expect(stranger.closes).toEqual([4404]));
  await plantGrant(door.app, documentId, { userId: partner.id }, 'suggest');
  const reader = await writer(door, partner.id, sectionId);
  await eventually(() => expect(reader.closes).toEqual([4403]));
  expect(reader.text()).toBe('');
  for (const one of [stranger, reader]) one.leave();
});

test('RO2 a lock by somebody else ends the writing within five seconds', async () => {
  await plantGrant(door.app, documentId, { userId: partner.id }, 'edit');
  const own = await writer(door, partner.id, sectionId);
  await own.synced();
  made(await lockSection(official.ctx, { id: sectionId, reason: 'Valitsus vaatab läbi' }));
  await eventually(() => expect(own.closes).toEqual([4423]));
  own.leave();
});

test('RO6 what was typed while away arrives when the client is back', async () => {
  const [a, b] = [await writer(door, official.id, sectionId), await writer(door, official.id, sectionId)];
  await Promise.all([a.synced(), b.synced()]);
  a.provider.disconnect();
  a.type(' Eemal.');
  b.type(' Kohal.');
  a.provider.connect();
  a.type(' Tagasi.');
  await eventually(() => expect(a.text()).toBe(b.text()));
  expect(a.text()).toContain('Eemal.');
  expect(a.text()).toContain('Kohal.');
  expect(a.text()).toContain('Tagasi.');
  for (const one of [a, b]) one.leave();
});

test('RO13 what a command writes appears to those who write, and what they have written beside it stays', async () => {
  const own = await writer(door, official.id, sectionId);
  await own.synced();
  const content = paragraphs('p1:Algus.', 'p2:Teine lõik.');
  made(await saveBody(official.ctx, { sectionId, bodyRevision: 2, schemaVersion: SCHEMA_VERSION, content }));
  await eventually(() => expect(own.text()).toBe('Algus.\nTeine lõik.'));
  own.type(' Jätk.');
  const other = await writer(door, official.id, sectionId);
  await eventually(() => expect(other.text()).toBe('Algus. Jätk.\nTeine lõik.'));
  for (const one of [own, other]) one.leave();
});

test('RO24 a command divides what was typed a moment ago like the rest, and nobody’s words are lost', async () => {
  const own = await writer(door, official.id, sectionId);
  await own.synced();
  const content = paragraphs('p1:Algus.', 'p2:Teine lõik.');
  made(await saveBody(official.ctx, { sectionId, bodyRevision: 2, schemaVersion: SCHEMA_VERSION, content }));
  await eventually(() => expect(own.text()).toBe('Algus.\nTeine lõik.'));
  own.type(' Just nüüd.');
  const count = () => operator.db.$count(roomUpdates, eq(roomUpdates.sectionId, sectionId));
  await eventually(async () => expect(await count()).toBe(3));
  const { bodyRevision } = made(await readBodyForEditing(official.ctx, sectionId));
  const split = (revision: number) =>
    splitSection(official.ctx, { id: sectionId, bodyRevision: revision, blockId: 'p2', title: 'Järg' });
  // whoever looked at the text before those words is told that it has changed; then it is divided with them
  const outcomes = [await split(bodyRevision), await split(bodyRevision + 1)];
  expect(outcomes.some(({ ok }) => ok)).toBe(true);
  await eventually(() => expect(own.text()).toBe('Algus. Just nüüd.'));
  own.leave();
});
