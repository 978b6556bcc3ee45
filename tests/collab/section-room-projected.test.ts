// What people write together is the section's text a moment later, and a room that is folded while they write goes on
// as if nothing had happened. Rules RO15, RO21.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { OPERATOR } from '../../domain/people/viewer.ts';
import { createContext } from '../../server/context.ts';
import { addMemberOf } from '../support/documents.ts';
import { type TestDoor, testDoor } from '../support/door.ts';
import { eventually } from '../support/eventually.ts';
import { writer } from '../support/room-client.ts';
import { RoomLog } from '../support/room-log.ts';

let door: TestDoor;
let official: Awaited<ReturnType<typeof addMemberOf>>;

beforeAll(async () => {
  door = await testDoor();
  const operator = createContext(door.app, OPERATOR, 'command-line');
  official = await addMemberOf(door.app, operator, 'official', 'Sihtkapital');
});
afterAll(() => door.close());

test('RO21 what somebody types is the text that is shown, searched and exported', async () => {
  const log = await RoomLog.open(official.ctx);
  const own = await writer(door, official.id, log.sectionId);
  await own.synced();
  own.type(' Kõik näevad seda.');
  await eventually(async () => expect(await log.body()).toMatchObject({ words: 6, updatedBy: official.id }));
  own.leave();
});

test('RO15 a room with much in its log is folded while it is open, and who comes then or types on misses nothing', async () => {
  const log = await RoomLog.open(official.ctx);
  const own = await writer(door, official.id, log.sectionId);
  await own.synced();
  // over 256 KiB
  for (let i = 0; i < 3; i += 1) own.type(` ${'sõnu '.repeat(20_000)}`);
  await eventually(async () => expect((await log.room()).baseSeq).toBeGreaterThan(0));
  const late = await writer(door, official.id, log.sectionId);
  await late.synced();
  expect(late.text()).toBe(own.text());
  own.type(' Lõpp.');
  await eventually(() => expect(late.text()).toContain('Lõpp.'));
  await eventually(async () => expect(JSON.stringify((await log.body()).content)).toContain('Lõpp.'));
  for (const one of [own, late]) one.leave();
});
