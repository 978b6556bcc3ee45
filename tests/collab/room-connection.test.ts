// A page in the room of a section says how far what was typed has come, and never more than is known. Rules RO9, RO25,
// RO26, RO28; cases N1, N2, N4, D5.

import { sql } from 'drizzle-orm';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { clearDatabase, openDatabase } from '../../components/editor/room/local-database.ts';
import { forgetRooms, roomDatabase } from '../../components/editor/room/room-databases.ts';
import { OPERATOR } from '../../domain/people/viewer.ts';
import { type Context, createContext } from '../../server/context.ts';
import { addMemberOf } from '../support/documents.ts';
import { type TestDoor, testDoor } from '../support/door.ts';
import { eventually } from '../support/eventually.ts';
import { printedSeed, randomFrom } from '../support/random.ts';
import { plantGrant } from '../support/rights.ts';
import { writer } from '../support/room-client.ts';
import { firstText, type RoomPage, roomPage } from '../support/room-page.ts';
import { growDocument } from '../support/sections.ts';
import { type BadNetwork, type TcpProxy, tcpProxy } from '../support/tcp-proxy.ts';

let door: TestDoor;
let operator: Context;
let official: Awaited<ReturnType<typeof addMemberOf>>;
let partner: Awaited<ReturnType<typeof addMemberOf>>;
let documentId: string;
let sectionId: string;
let opened: RoomPage[] = [];
let networks: TcpProxy[] = [];

beforeAll(async () => {
  door = await testDoor({ config: { logLevel: 'silent' } });
  operator = createContext(door.app, OPERATOR, 'command-line');
  official = await addMemberOf(door.app, operator, 'official', 'Sihtkapital');
  partner = await addMemberOf(door.app, operator, 'partner', 'Partner');
});
afterAll(() => door.close());

beforeEach(async () => {
  const grown = await growDocument(official.ctx, ['Eesmärk']);
  documentId = grown.id;
  sectionId = grown.at.Eesmärk ?? '';
});
afterEach(async () => {
  for (const { room } of opened) room.close();
  await Promise.all(networks.map((network) => network.close()));
  [opened, networks] = [[], []];
  vi.unstubAllGlobals();
});

const block = () => operator.db.execute(sql`alter table room_updates rename to room_updates_away`);
const unblock = () => operator.db.execute(sql`alter table room_updates_away rename to room_updates`);

async function page(port?: number, personId = official.id): Promise<RoomPage> {
  const own = await roomPage(door, personId, sectionId, port);
  opened.push(own);
  return own;
}

async function savedPage(port?: number, personId?: string): Promise<RoomPage> {
  const own = await page(port, personId);
  await eventually(() => expect(own.saving()).toBe('saved'));
  return own;
}

async function network(bad?: BadNetwork): Promise<TcpProxy> {
  const made = await tcpProxy(door.port, bad);
  networks.push(made);
  return made;
}

/** A browser that keeps things for us, empty. */
function keepingBrowser(): void {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
}

/** The browser has not kept what was written into its store so far. */
async function loseKept(): Promise<void> {
  const database = await openDatabase(roomDatabase(official.id, sectionId));
  if (!database) throw new Error('nothing is kept');
  expect(await clearDatabase(database, [])).toBe(true);
  database.close();
}

/** What somebody else sees who comes now. */
async function seen(): Promise<string> {
  const other = await writer(door, official.id, sectionId);
  await other.synced();
  const text = other.text();
  other.leave();
  return text;
}

describe('a browser that keeps nothing', () => {
  test('RO9, RO25 while nothing can be stored nothing is said to be saved; after four seconds it is said that it is not', async () => {
    const own = await savedPage();
    expect(own.room.mustAsk()).toBe(false);
    await block();
    try {
      own.type('Kadumatu.');
      expect(own.saving()).toBe('saving');
      expect(own.room.mustAsk()).toBe(true);
      own.clock.advance(3900);
      expect(own.saving()).toBe('saving');
      own.clock.advance(600);
      await eventually(() => expect(own.saving()).toBe('not-saved'));
      expect(own.room.mustAsk()).toBe(true);
    } finally {
      await unblock();
    }
    await eventually(() => expect(own.saving()).toBe('saved'));
    expect(own.room.mustAsk()).toBe(false);
    expect(await seen()).toBe('Kadumatu.');
  });

  test('RO25 what was deleted counts like what was typed', async () => {
    const own = await savedPage();
    own.type('Liiga pikk.');
    await eventually(() => expect(own.saving()).toBe('saved'));
    await block();
    try {
      firstText(own.doc()).delete(0, 6);
      own.clock.advance(5000);
      await eventually(() => expect(own.saving()).toBe('not-saved'));
    } finally {
      await unblock();
    }
    await eventually(() => expect(own.saving()).toBe('saved'));
    expect(await seen()).toBe('pikk.');
  });

  test('RO25, N2 within five seconds of a cut it is said that what is typed is not saved; when the network is back it is', async () => {
    const between = await network();
    const own = await savedPage(between.port);
    between.cut();
    await eventually(() => expect(own.room.read().isLive).toBe(false));
    expect(own.saving()).toBe('saved');
    own.type('Tunnelis.');
    own.clock.advance(4500);
    await eventually(() => expect(own.saving()).toBe('not-saved'));
    expect(await seen()).toBe('');
    between.mend();
    await eventually(() => expect(own.saving()).toBe('saved'));
    expect(own.room.read().isLive).toBe(true);
    expect(await seen()).toBe('Tunnelis.');
  });

  test('RO25, N2 a network that swallows everything without a word is noticed as soon', async () => {
    const between = await network();
    const own = await savedPage(between.port);
    between.swallow();
    own.type('Kuhugi.');
    own.clock.advance(4500);
    await eventually(() => expect(own.saving()).toBe('not-saved'));
    between.mend();
    await eventually(() => expect(own.saving()).toBe('saved'));
    expect(await seen()).toBe('Kuhugi.');
  });

  test('N1 a page that was away merges what both sides wrote meanwhile', async () => {
    const between = await network();
    const [away, here] = [await savedPage(between.port), await savedPage()];
    between.cut();
    away.type('Eemal.');
    here.type('Kohal.');
    await eventually(() => expect(here.saving()).toBe('saved'));
    between.mend();
    await eventually(() => expect(away.saving()).toBe('saved'));
    await eventually(() => expect(away.text()).toBe(here.text()));
    expect([away.text()?.includes('Eemal.'), away.text()?.includes('Kohal.')]).toEqual([true, true]);
  });

  test('RO26 hours of writing without a network are sent in parts that the server takes', async () => {
    const between = await network();
    const own = await savedPage(between.port);
    between.cut();
    for (let i = 0; i < 30; i += 1) own.type(`${i}:${'õ'.repeat(60_000)} `);
    const text = own.text();
    expect(new TextEncoder().encode(text ?? '').length).toBeGreaterThan(3 * 1024 * 1024);
    between.mend();
    await eventually(() => expect(own.saving()).toBe('saved'));
    expect(await seen()).toBe(text);
    expect(own.room.read().recovered).toEqual([]);
  });

  test('N4 over slow, chopped and often cut connections everybody ends with the same text', async () => {
    const seed = printedSeed('rooms over a bad network');
    const random = randomFrom(seed);
    const bad = { chop: () => 1 + Math.floor(random() * 40), delayMs: () => Math.floor(random() * 2) };
    const between = [await network(bad), await network(bad), await network(bad)];
    const pages = await Promise.all(between.map(({ port }) => savedPage(port)));
    const typed: string[] = [];
    for (let round = 0; round < 30; round += 1) {
      const at = Math.floor(random() * 3);
      typed.push(`<${round}>`);
      pages[at]?.type(`<${round}>`);
      if (random() < 0.2) between[at]?.cut();
      if (random() < 0.5) for (const each of between) each.mend();
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (const each of between) each.mend();
    for (const own of pages) await eventually(() => expect(own.saving(), `seed ${seed}`).toBe('saved'));
    for (const own of pages) await eventually(() => expect(own.text(), `seed ${seed}`).toBe(pages[0]?.text()));
    for (const words of typed) expect(pages[0]?.text()).toContain(words);
  });
});

describe('a browser that keeps what is typed', () => {
  beforeEach(keepingBrowser);

  test('RO25, N2 without a network it is said to be kept on this device, once it is; a reload has it, and it is sent later', async () => {
    const between = await network();
    const own = await savedPage(between.port);
    between.cut();
    own.type('Rongis.');
    own.clock.advance(300);
    expect(own.saving()).toBe('saving');
    own.clock.advance(4000);
    await eventually(() => expect(own.saving()).toBe('offline-kept'));
    expect(own.room.mustAsk()).toBe(false);
    own.room.close();
    const again = await page(between.port);
    await eventually(() => expect(again.text()).toBe('Rongis.'));
    again.clock.advance(4500);
    await eventually(() => expect(again.saving()).toBe('offline-kept'));
    between.mend();
    await eventually(() => expect(again.saving()).toBe('saved'));
    expect(await seen()).toBe('Rongis.');
  });

  test('RO25, RO28 what is forgotten at sign-out is not said to be kept, and typing goes on', async () => {
    const between = await network();
    const own = await savedPage(between.port);
    between.cut();
    own.type('Enne.');
    own.clock.advance(4500);
    await eventually(() => expect(own.saving()).toBe('offline-kept'));
    await forgetRooms(null);
    expect(await indexedDB.databases()).toEqual([]);
    own.type('Pärast.');
    own.clock.advance(4500);
    await eventually(() => expect(own.saving()).toBe('not-saved'));
    expect(own.room.mustAsk()).toBe(true);
    between.mend();
    await eventually(() => expect(own.saving()).toBe('saved'));
    expect(await seen()).toBe('Enne.Pärast.');
  });

  test('RO25 what this browser has lost again is not said to be kept', async () => {
    const between = await network();
    const own = await savedPage(between.port);
    between.cut();
    own.type('Kadunud.');
    await loseKept();
    own.clock.advance(4500);
    await eventually(() => expect(own.saving()).toBe('not-saved'));
    expect(own.room.mustAsk()).toBe(true);
    between.mend();
    await eventually(() => expect(own.saving()).toBe('saved'));
  });

  test('RO28 when another person signs in, only what is theirs stays', async () => {
    await plantGrant(door.app, documentId, { userId: partner.id }, 'edit');
    await savedPage();
    await savedPage(undefined, partner.id);
    await forgetRooms(partner.id);
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([`kaasa:${partner.id}:${sectionId}`]);
  });

  test('two pages of one person write in one section, and both are kept', async () => {
    const between = await network();
    const [one, two] = [await savedPage(between.port), await savedPage(between.port)];
    one.type('Üks.');
    await eventually(() => expect(two.text()).toBe('Üks.'));
    between.cut();
    one.type('A');
    two.type('B');
    for (const own of [one, two]) own.clock.advance(4500);
    for (const own of [one, two]) await eventually(() => expect(own.saving()).toBe('offline-kept'));
    for (const own of [one, two]) own.room.close();
    const later = await page(between.port);
    await eventually(() => expect(later.text()).toMatch(/^Üks\.(AB|BA)$/));
    between.mend();
    await eventually(() => expect(later.saving()).toBe('saved'));
    expect(await seen()).toBe(later.text());
  });
});

test('RO17 a page lists the others in the room, one entry a person, by the server’s word', async () => {
  await plantGrant(door.app, documentId, { userId: partner.id }, 'edit');
  const own = await savedPage();
  const theirs = [await savedPage(undefined, partner.id), await savedPage(undefined, partner.id), await savedPage()];
  theirs[0]?.room.read().text?.awareness.setLocalState({ user: { id: 'x', name: 'Minister', color: '#000000' } });
  const expected = { personId: partner.id, name: 'Partner partner', colour: expect.stringMatching(/^#[0-9a-f]{6}$/) };
  await eventually(() => expect(own.room.read().others).toEqual([expected]));
  for (const each of theirs) each.room.close();
  await eventually(() => expect(own.room.read().others).toEqual([]));
});
