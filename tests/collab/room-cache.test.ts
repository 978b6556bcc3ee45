// A room outlives its editor for a while, so that undo survives scrolling, but never for ever, and never at the cost of
// what is not saved.

import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { RoomCache } from '../../components/editor/room/room-cache.ts';
import type { RoomOptions } from '../../components/editor/room/room-connection.ts';
import { sessions } from '../../db/schema/users.ts';
import { OPERATOR } from '../../domain/people/viewer.ts';
import { createContext } from '../../server/context.ts';
import { trashDocument } from '../../server/documents/trash.ts';
import { addMemberOf, made } from '../support/documents.ts';
import { type TestDoor, testDoor } from '../support/door.ts';
import { eventually } from '../support/eventually.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { cookieOf, socketWith } from '../support/room-client.ts';
import { firstText } from '../support/room-page.ts';
import { growDocument } from '../support/sections.ts';
import { tcpProxy } from '../support/tcp-proxy.ts';

let door: TestDoor;
let official: Awaited<ReturnType<typeof addMemberOf>>;
let documentId: string;
let options: RoomOptions;
let headers: Record<string, string>;
let clock: ManualClock;
let cache: RoomCache;

beforeAll(async () => {
  door = await testDoor({ config: { logLevel: 'silent' } });
  official = await addMemberOf(door.app, createContext(door.app, OPERATOR, 'command-line'), 'official', 'Keskus');
});
afterAll(() => door.close());

beforeEach(async () => {
  const { at, id } = await growDocument(official.ctx, ['Eesmärk']);
  documentId = id;
  headers = {
    origin: door.origin,
    host: `localhost:${door.port}`,
    cookie: await cookieOf(door, official.id),
  };
  clock = new ManualClock();
  cache = new RoomCache(clock);
  options = {
    url: `ws://localhost:${door.port}/collab`,
    personId: official.id,
    sectionId: at.Eesmärk ?? '',
    title: () => 'Eesmärk',
    clock,
    Socket: socketWith(headers),
  };
});

test('RO29 an editor that comes back within a minute finds its document and its undo', async () => {
  const room = cache.take(options);
  await eventually(() => expect(room.read().saving.state).toBe('saved'));
  const text = room.read().text;
  text?.doc.transact(() => firstText(text.doc).insert(0, 'Tagasi võetav.'), ySyncPluginKey);
  await eventually(() => expect(room.read().saving.state).toBe('saved'));
  cache.release(options);
  expect(room.read().isLive).toBe(false);
  clock.advance(50_000);
  expect(cache.take(options)).toBe(room);
  await eventually(() => expect(room.read().isLive).toBe(true));
  expect(room.read().text).toBe(text);
  text?.undoManager.undo();
  expect(text && firstText(text.doc).toString()).toBe('');
  await eventually(() => expect(room.read().saving.state).toBe('saved'));
  cache.release(options);
  clock.advance(61_000);
  const other = cache.take(options);
  expect(other).not.toBe(room);
  other.close();
});

test('RO29 a document with something that is not saved waits for the network, however long', async () => {
  const between = await tcpProxy(door.port);
  const room = cache.take({ ...options, url: `ws://localhost:${between.port}/collab` });
  await eventually(() => expect(room.read().saving.state).toBe('saved'));
  between.cut();
  const text = room.read().text;
  if (text) firstText(text.doc).insert(0, 'Ootab.');
  cache.release(options);
  clock.advance(600_000);
  expect(cache.mustAsk()).toBe(true);
  between.mend();
  await eventually(() => expect(cache.mustAsk()).toBe(false));
  clock.advance(61_000);
  expect(cache.take(options)).not.toBe(room);
  cache.take(options).close();
  await between.close();
});

test('CO5, RO27 a text whose session ended goes on being saved when its person is back, and nothing else is asked again', async () => {
  const room = cache.take(options);
  await eventually(() => expect(room.read().saving.state).toBe('saved'));
  await official.ctx.db.delete(sessions).where(eq(sessions.userId, official.id));
  await eventually(() => expect(room.read().saving).toEqual({ state: 'refused', reason: 'signed-out' }));
  const text = room.read().text;
  if (text) firstText(text.doc).insert(0, 'Ootab.');
  headers.cookie = await cookieOf(door, official.id);
  cache.signedIn();
  await eventually(() => expect(room.read().saving.state).toBe('saved'));
  expect(room.read().text).toBe(text);
  made(await trashDocument(official.ctx, { id: documentId }));
  await eventually(() => expect(room.read().saving).toEqual({ state: 'refused', reason: 'unknown-room' }));
  cache.signedIn();
  expect(room.read().saving.state).toBe('refused');
  room.close();
});
