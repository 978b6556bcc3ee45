// What hand-made clients may not do in the room of a section: nothing of it is stored, nothing reaches anybody (Z2), and
// those who write beside it are not disturbed. Rules RO1, RO3 to RO6, RO17.

import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { roomUpdates } from '../../db/schema/rooms.ts';
import { awarenessFrame, step2Frame, updateFrame } from '../../domain/collab/frames.ts';
import { mergeUpdates } from '../../domain/collab/merging.ts';
import { ROOT } from '../../domain/collab/vectors.ts';
import { OPERATOR } from '../../domain/people/viewer.ts';
import { type Context, createContext } from '../../server/context.ts';
import { addMemberOf } from '../support/documents.ts';
import { type TestDoor, testDoor } from '../support/door.ts';
import { eventually } from '../support/eventually.ts';
import { printedSeed, randomFrom } from '../support/random.ts';
import { type RawWriter, rawWriter } from '../support/raw-writer.ts';
import { plantGrant } from '../support/rights.ts';
import { type Writer, writer } from '../support/room-client.ts';
import { RoomLog, textAt } from '../support/room-log.ts';
import { growDocument } from '../support/sections.ts';

let door: TestDoor;
let operator: Context;
let official: Awaited<ReturnType<typeof addMemberOf>>;
let partner: Awaited<ReturnType<typeof addMemberOf>>;
let documentId: string;
let sectionId: string;
let honest: Writer;

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
  honest = await writer(door, official.id, sectionId);
  await honest.synced();
  honest.type('Aus tekst.');
  await eventually(async () => expect(await rows()).toHaveLength(2));
  return () => honest.leave();
});

function rows() {
  return operator.db.select().from(roomUpdates).where(eq(roomUpdates.sectionId, sectionId));
}

/** A document that holds what the hand-made client was served. */
function documentFrom(client: RawWriter): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, mergeUpdates(client.updates));
  return doc;
}

/** The update of a change in that document. */
function changed(doc: Y.Doc, change: (text: Y.XmlText) => void): Uint8Array {
  const before = Y.encodeStateVector(doc);
  const text = (doc.getXmlFragment(ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText;
  doc.transact(() => change(text));
  return Y.encodeStateAsUpdate(doc, before);
}

describe('Z2 raw updates of those who may not write', () => {
  test.each(['none', 'read', 'comment', 'suggest'] as const)(
    '%s: none is stored, none reaches anybody',
    async (right) => {
      if (right !== 'none') await plantGrant(door.app, documentId, { userId: partner.id }, right);
      const client = await rawWriter(door, partner.id, sectionId);
      const doc = new Y.Doc();
      doc.getXmlFragment(ROOT).insert(0, [new Y.XmlElement('paragraph')]);
      for (let i = 0; i < 20; i += 1) client.send(updateFrame(Y.encodeStateAsUpdate(doc)));
      expect(await client.closed).toBe(right === 'none' ? 4404 : 4403);
      expect(client.updates).toEqual([]);
      honest.type(' Edasi.');
      await eventually(async () => expect(await rows()).toHaveLength(3));
      expect(honest.text()).toBe('Aus tekst. Edasi.');
    },
  );
});

describe('what somebody who may write sends', () => {
  const refused = async (update: (client: RawWriter) => Uint8Array, userId = official.id) => {
    const client = await rawWriter(door, userId, sectionId);
    client.send(updateFrame(update(client)));
    expect(await client.closed).toBe(4422);
    expect(await rows()).toHaveLength(2);
    expect(honest.text()).toBe('Aus tekst.');
  };

  test('RO4 an element that the schema has not', () =>
    refused((client) => {
      const doc = documentFrom(client);
      const before = Y.encodeStateVector(doc);
      doc.getXmlFragment(ROOT).insert(0, [new Y.XmlElement('script')]);
      return Y.encodeStateAsUpdate(doc, before);
    }));

  test('RO5 words under the client id of somebody else', async () => {
    await plantGrant(door.app, documentId, { userId: partner.id }, 'edit');
    await refused((client) => {
      const doc = documentFrom(client);
      doc.clientID = honest.doc.clientID;
      return changed(doc, (text) => text.insert(0, 'Võltsitud '));
    }, partner.id);
  });

  test('RO6 words that follow on what is not there, after the answer to our question has come', async () => {
    const client = await rawWriter(door, official.id, sectionId);
    const doc = documentFrom(client);
    client.send(step2Frame(Uint8Array.of(0, 0)));
    changed(doc, (text) => text.insert(0, 'Puudub '));
    client.send(updateFrame(changed(doc, (text) => text.insert(0, 'Järg '))));
    expect(await client.closed).toBe(4422);
    expect(await rows()).toHaveLength(2);
  });

  test('RO30 words into a room that holds 8 MiB, but words may be taken out of it', async () => {
    const log = await RoomLog.open(official.ctx);
    sectionId = log.sectionId;
    await log.change(official.id, (root) => textAt(root, 0).insert(0, 'a'.repeat(8 * 1024 * 1024 - 2048)));
    const client = await rawWriter(door, official.id, sectionId, '?saved=1');
    const doc = documentFrom(client);
    client.send(updateFrame(changed(doc, (text) => text.insert(0, 'Veel mahub. '))));
    await eventually(() => expect(client.saved.at(-1)).toBe(1));
    client.send(updateFrame(changed(doc, (text) => text.delete(0, 5))));
    await eventually(() => expect(client.saved.at(-1)).toBe(2));
    client.send(updateFrame(changed(doc, (text) => text.insert(0, 'liiga palju '.repeat(1000)))));
    expect(await client.closed).toBe(4422);
    expect(await rows()).toHaveLength(4);
  });

  test('RO3 a text, a torn frame, another type', async () => {
    for (const said of ['text', Uint8Array.of(0, 2, 90, 1), Uint8Array.of(7), Uint8Array.of(100, 1)]) {
      const client = await rawWriter(door, official.id, sectionId);
      client.socket.send(said);
      expect(await client.closed).toBe(4400);
    }
    expect(await rows()).toHaveLength(2);
  });

  test('RO3 mutated frames end their own socket at most; those beside it go on', async () => {
    const seed = printedSeed('mutated frames in a room');
    const random = randomFrom(seed);
    for (let client = 0; client < 8; client += 1) {
      const raw = await rawWriter(door, official.id, sectionId);
      const frame = updateFrame(changed(documentFrom(raw), (text) => text.insert(0, 'mutant')));
      for (let i = 0; i < 25; i += 1) {
        const mutant = new Uint8Array(frame);
        mutant[Math.floor(random() * mutant.length)] = Math.floor(random() * 256);
        raw.send(mutant);
      }
      raw.socket.close();
      await raw.closed;
    }
    honest.type(' Ikka siin.');
    const other = await writer(door, official.id, sectionId);
    await eventually(() => expect(other.text(), `seed ${seed}`).toContain('Ikka siin.'));
    await eventually(() => expect(other.text()).toBe(honest.text()));
    expect(honest.closes).toEqual([]);
    other.leave();
  });

  test('RO3 more than a person can type is too fast', async () => {
    const client = await rawWriter(door, official.id, sectionId);
    for (let i = 0; i < 2200; i += 1) client.send(awarenessFrame([]));
    expect(await client.closed).toBe(4429);
  });
});

test('RO17 whatever a client says of itself, others are told who it is', async () => {
  const listener = await rawWriter(door, official.id, sectionId);
  const liar = await rawWriter(door, official.id, sectionId);
  const said = {
    user: { id: 'minister', name: 'Minister', color: 'red' },
    cursor: { anchor: 1 },
    more: 'x'.repeat(99),
  };
  liar.send(awarenessFrame([{ client: 77, clock: 1, json: JSON.stringify(said) }]));
  const ofLiar = () => listener.states.filter((json) => json.includes('"anchor"'));
  await eventually(() => expect(ofLiar()).toHaveLength(1));
  expect(ofLiar().map((json) => JSON.parse(json))).toEqual([
    {
      user: { id: official.id, name: 'Sihtkapital official', color: expect.stringMatching(/^#[0-9a-f]{6}$/) },
      cursor: { anchor: 1 },
    },
  ]);
  listener.send(awarenessFrame([{ client: 77, clock: 9, json: '{"cursor":{"anchor":2}}' }]));
  liar.socket.close();
  await eventually(() => expect(listener.states.at(-1)).toBe('null'));
  expect(ofLiar()).toHaveLength(1);
  listener.socket.close();
});

test('RO10 a client that asks is told how many of its frames are stored, deletions and repetitions included', async () => {
  const client = await rawWriter(door, official.id, sectionId, '?saved=1');
  const doc = documentFrom(client);
  const first = changed(doc, (text) => text.insert(0, 'Uus '));
  client.send(updateFrame(first));
  client.send(updateFrame(changed(doc, (text) => text.delete(0, 2))));
  client.send(step2Frame(first));
  await eventually(() => expect(client.saved.at(-1)).toBe(3));
  client.socket.close();
});
