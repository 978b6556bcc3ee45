// What a page does when the server refuses: words that were not saved are put aside and kept, the rest begins anew, and
// nothing comes back by itself that would only be refused again. Rules RO2, RO4, RO27.

import { eq, sql } from 'drizzle-orm';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { roomDatabase } from '../../components/editor/room/room-databases.ts';
import { sessions } from '../../db/schema/users.ts';
import { ROOT } from '../../domain/collab/vectors.ts';
import { SCHEMA_VERSION } from '../../domain/document/schema/schema.ts';
import { OPERATOR } from '../../domain/people/viewer.ts';
import { type Context, createContext } from '../../server/context.ts';
import { setGrant, withdrawGrant } from '../../server/documents/grants.ts';
import { lockSection, unlockSection } from '../../server/documents/locks.ts';
import { addMemberOf, made } from '../support/documents.ts';
import { type TestDoor, testDoor } from '../support/door.ts';
import { eventually } from '../support/eventually.ts';
import { plantGrant } from '../support/rights.ts';
import { cookieOf, writer } from '../support/room-client.ts';
import { type RoomPage, roomPage } from '../support/room-page.ts';
import { growDocument } from '../support/sections.ts';
import { type TcpProxy, tcpProxy } from '../support/tcp-proxy.ts';

let door: TestDoor;
let operator: Context;
let official: Awaited<ReturnType<typeof addMemberOf>>;
let partner: Awaited<ReturnType<typeof addMemberOf>>;
let documentId: string;
let sectionId: string;
let between: TcpProxy;
let opened: RoomPage[] = [];

beforeAll(async () => {
  door = await testDoor({ config: { logLevel: 'silent' } });
  operator = createContext(door.app, OPERATOR, 'command-line');
  official = await addMemberOf(door.app, operator, 'official', 'Sihtkapital');
  partner = await addMemberOf(door.app, operator, 'partner', 'Partner');
});
afterAll(() => door.close());

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  const grown = await growDocument(official.ctx, ['Eesmärk']);
  documentId = grown.id;
  sectionId = grown.at.Eesmärk ?? '';
  await plantGrant(door.app, documentId, { userId: partner.id }, 'edit');
  between = await tcpProxy(door.port);
});
afterEach(async () => {
  for (const { room } of opened) room.close();
  opened = [];
  await between.close();
  vi.unstubAllGlobals();
});

async function page(): Promise<RoomPage> {
  const own = await roomPage(door, partner.id, sectionId, between.port);
  opened.push(own);
  return own;
}

async function savedPage(): Promise<RoomPage> {
  const own = await page();
  await eventually(() => expect(own.saving()).toBe('saved'));
  return own;
}

async function seen(): Promise<string> {
  const other = await writer(door, official.id, sectionId);
  await other.synced();
  const text = other.text();
  other.leave();
  return text;
}

/** Types what is saved, then, without a network, what is not. */
async function writesAway(): Promise<RoomPage> {
  const own = await savedPage();
  own.type('Salvestatud.');
  await eventually(() => expect(own.saving()).toBe('saved'));
  between.cut();
  own.doc().transact(() => {
    const block = new Y.XmlElement('paragraph');
    block.insert(0, [new Y.XmlText('Ainult siin.')]);
    own.doc().getXmlFragment(ROOT).insert(1, [block]);
  });
  return own;
}

function addScript(doc: Y.Doc): void {
  doc.getXmlFragment(ROOT).insert(0, [new Y.XmlElement('script')]);
}

const recovered = ({ room }: RoomPage) => room.read().recovered.map(({ text, reason, title }) => [text, reason, title]);

test('RO2, RO27 under a lock the blocks with unsaved words are put aside; after it the room is opened again when asked', async () => {
  const own = await writesAway();
  made(await lockSection(official.ctx, { id: sectionId, reason: 'Valitsus vaatab läbi' }));
  between.mend();
  await eventually(() => expect(own.saving()).toBe('refused: locked'));
  await eventually(() => expect(recovered(own)).toEqual([['Ainult siin.', 'locked', 'Eesmärk']]));
  expect(own.room.read().recovered[0]?.content).toMatchObject({ content: [{ type: 'paragraph' }] });
  expect(own.text()).toBeNull();
  await eventually(() => expect(own.room.mustAsk()).toBe(false));
  made(await unlockSection(official.ctx, { id: sectionId }));
  own.room.retry();
  await eventually(() => expect(own.saving()).toBe('saved'));
  expect(own.text()).toBe('Salvestatud.');
  expect(await seen()).toBe('Salvestatud.');
});

test('RO2, RO27 who may no longer write keeps what was not saved, also after a reload, until it is discarded', async () => {
  const own = await writesAway();
  const subject = { documentId, sectionId: null, subjectKind: 'person', subjectId: partner.id } as const;
  made(await withdrawGrant(official.ctx, subject));
  between.mend();
  await eventually(() => expect(own.saving()).toBe('refused: unknown-room'));
  await eventually(() => expect(own.room.mustAsk()).toBe(false));
  own.room.close();
  const again = await page();
  await eventually(() => expect(again.saving()).toBe('refused: unknown-room'));
  expect(recovered(again)).toEqual([['Ainult siin.', 'unknown-room', 'Eesmärk']]);
  const [recovery] = again.room.read().recovered;
  if (recovery) again.room.discard(recovery);
  expect(recovered(again)).toEqual([]);
});

test('RO1, RO27 who may only read any more keeps what was not saved, and goes on when they may write again and ask', async () => {
  const own = await writesAway();
  const grant = { documentId, sectionId: null, subjectKind: 'person', subjectId: partner.id } as const;
  made(await setGrant(official.ctx, { ...grant, right: 'read' }));
  between.mend();
  await eventually(() => expect(own.saving()).toBe('refused: no-right'));
  expect(recovered(own)).toEqual([['Ainult siin.', 'no-right', 'Eesmärk']]);
  expect(own.text()).toBeNull();
  made(await setGrant(official.ctx, { ...grant, right: 'edit' }));
  own.clock.advance(120_000);
  expect(own.saving()).toBe('refused: no-right');
  await eventually(() => expect(own.room.mustAsk()).toBe(false));
  own.room.retry();
  await eventually(() => expect(own.saving()).toBe('saved'));
  expect(own.text()).toBe('Salvestatud.');
  expect(recovered(own)).toHaveLength(1);
});

test('RO1, RO27 a page from before a deployment puts its unsaved words aside and waits until it is asked', async () => {
  const own = await writesAway();
  own.schema = SCHEMA_VERSION - 1;
  between.mend();
  await eventually(() => expect(own.saving()).toBe('refused: schema-outdated'));
  expect(recovered(own)).toEqual([['Ainult siin.', 'schema-outdated', 'Eesmärk']]);
  expect(own.text()).toBeNull();
  expect(await seen()).toBe('Salvestatud.');
  own.clock.advance(120_000);
  expect(own.saving()).toBe('refused: schema-outdated');
  await eventually(() => expect(own.room.mustAsk()).toBe(false));
  own.room.close();
  // the page of the new version finds them
  const again = await savedPage();
  expect(recovered(again)).toEqual([['Ainult siin.', 'schema-outdated', 'Eesmärk']]);
  expect(again.text()).toBe('Salvestatud.');
});

test('RO3, RO27 after a frame that the room does not understand unsaved words are put aside, and a fresh document goes on by itself', async () => {
  const own = await savedPage();
  own.type('Hea.');
  await eventually(() => expect(own.saving()).toBe('saved'));
  const before = own.doc();
  await operator.db.execute(sql`alter table room_updates rename to room_updates_away`);
  try {
    own.type(' Veel.');
    own.garble();
    await eventually(() => expect(recovered(own)).toEqual([['Hea. Veel.', 'bad-message', 'Eesmärk']]));
  } finally {
    await operator.db.execute(sql`alter table room_updates_away rename to room_updates`);
  }
  await eventually(() => expect(own.saving()).toBe('saved'));
  expect(own.doc()).not.toBe(before);
  own.type(' Edasi.');
  await eventually(() => expect(own.saving()).toBe('saved'));
  expect(await seen()).toContain(' Edasi.');
});

test('RO27 who was refused without having anything unsaved is not refused again for ever, but waits until somebody asks', async () => {
  const own = await savedPage();
  own.garble();
  await eventually(() => expect(own.saving()).toBe('refused: bad-message'));
  expect(own.room.read().recovered).toEqual([]);
  own.clock.advance(120_000);
  expect(own.saving()).toBe('refused: bad-message');
  own.room.retry();
  await eventually(() => expect(own.saving()).toBe('saved'));
});

test('RO4, RO27 an update that the room does not take is put aside, and a fresh document goes on by itself', async () => {
  const own = await savedPage();
  own.type('Hea.');
  await eventually(() => expect(own.saving()).toBe('saved'));
  const before = own.doc();
  await operator.db.execute(sql`alter table room_updates rename to room_updates_away`);
  try {
    own.type(' Veel.');
    addScript(own.doc());
    await eventually(() => expect(recovered(own)).toHaveLength(1));
  } finally {
    await operator.db.execute(sql`alter table room_updates_away rename to room_updates`);
  }
  expect(recovered(own)[0]?.[0]).toContain('Hea. Veel.');
  await eventually(() => expect(own.saving()).toBe('saved'));
  expect(own.doc()).not.toBe(before);
  own.type(' Edasi.');
  await eventually(() => expect(own.saving()).toBe('saved'));
  expect(await seen()).not.toContain('script');
});

test('RO27 what was refused is not sent again from this browser’s store', async () => {
  const own = await savedPage();
  addScript(own.doc());
  await eventually(() => expect(own.room.read().recovered).toHaveLength(1));
  await eventually(() => expect(own.saving()).toBe('saved'));
  own.room.close();
  const again = await savedPage();
  expect(again.room.read().recovered).toHaveLength(1);
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([roomDatabase(partner.id, sectionId)]);
});

test('RO27 who may not write is not asked about words that they never wrote', async () => {
  const own = await roomPage(door, partner.id, sectionId);
  opened.push(own);
  await eventually(() => expect(own.saving()).toBe('saved'));
  made(await lockSection(official.ctx, { id: sectionId, reason: '' }));
  await eventually(() => expect(own.saving()).toBe('refused: locked'));
  expect(own.room.read().recovered).toEqual([]);
});

test('CO5, RO27 when the session ends the text stays, and goes on being saved when the same person is back', async () => {
  const own = await writesAway();
  await operator.db.delete(sessions).where(eq(sessions.userId, partner.id));
  between.mend();
  await eventually(() => expect(own.saving()).toBe('refused: signed-out'));
  expect(own.text()).toBe('Salvestatud.\nAinult siin.');
  own.type(' Ka nüüd.');
  own.headers.cookie = await cookieOf(door, partner.id);
  own.room.retry();
  await eventually(() => expect(own.saving()).toBe('saved'));
  expect(recovered(own)).toEqual([]);
  expect(await seen()).toBe('Salvestatud. Ka nüüd.\nAinult siin.');
});

test('CO5, RO27 what somebody wrote is never sent under the name of who has signed in at the same browser since', async () => {
  const own = await writesAway();
  own.headers.cookie = await cookieOf(door, official.id);
  between.mend();
  await eventually(() => expect(own.saving()).toBe('refused: signed-out'));
  expect(own.text()).toBe('Salvestatud.\nAinult siin.');
  expect(recovered(own)).toEqual([]);
  own.headers.cookie = await cookieOf(door, partner.id);
  own.room.retry();
  await eventually(() => expect(own.saving()).toBe('saved'));
});

test('RO27 when too many sockets are open the text stays, and the page comes back after half a minute', async () => {
  const narrow = await testDoor({ config: { logLevel: 'silent' }, sockets: { perPerson: 1 } });
  const someone = await addMemberOf(
    narrow.app,
    createContext(narrow.app, OPERATOR, 'command-line'),
    'official',
    'Amet',
  );
  const { at } = await growDocument(someone.ctx, ['Eesmärk']);
  const [one, two] = [
    await roomPage(narrow, someone.id, at.Eesmärk ?? ''),
    await roomPage(narrow, someone.id, at.Eesmärk ?? ''),
  ];
  const states = () => [one.saving(), two.saving()].sort();
  await eventually(() => expect(states()).toEqual(['refused: too-many-sockets', 'saved']));
  const [inside, outside] = one.saving() === 'saved' ? [one, two] : [two, one];
  inside.room.close();
  // the server may not have heard yet that the other one has gone: then it takes another half minute
  await eventually(() => {
    outside.clock.advance(30_000);
    expect(outside.saving()).toBe('saved');
  });
  outside.room.close();
  await narrow.close();
});
