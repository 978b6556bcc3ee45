// Rules CO6 to CO9: who hears what in the room of a document, and that whoever has nothing left to read there is sent
// away (faults Z1 and Z4).

import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { grants } from '../../db/schema/document-rights.ts';
import { documents, sections } from '../../db/schema/documents.ts';
import type { DocumentSignal } from '../../domain/document/presented.ts';
import { OPERATOR } from '../../domain/people/viewer.ts';
import { sessionCookie } from '../../server/auth/cookies.ts';
import { newToken, openSession } from '../../server/auth/session.ts';
import { type Context, createContext } from '../../server/context.ts';
import { restrictSection, setGrant, withdrawGrant } from '../../server/documents/grants.ts';
import { lockSection } from '../../server/documents/locks.ts';
import { announce } from '../../server/documents/signals.ts';
import { changeRole, suspendPerson } from '../../server/people/commands.ts';
import { addMember, removeMember, setArchived } from '../../server/people/organisations.ts';
import { addMemberOf, made } from '../support/documents.ts';
import { type TestDoor, testDoor } from '../support/door.ts';
import { addUser } from '../support/people.ts';
import { plantDocument, plantGrant } from '../support/rights.ts';

let door: TestDoor;
let operator: Context;
let owner: Awaited<ReturnType<typeof addMemberOf>>;
let document: { id: string; at: Record<'open' | 'secret', string> };

beforeAll(async () => {
  door = await testDoor();
  operator = createContext(door.app, OPERATOR, 'command-line');
  await addUser(door.app, 'administraator@asutus.ee', { role: 'administrator' });
  owner = await addMemberOf(door.app, operator, 'official', 'Sihtkapital');
});
afterAll(() => door.close());

beforeEach(async () => {
  document = await plantDocument(door.app, { open: null, secret: null });
  await plantGrant(door.app, document.id, { userId: owner.id }, 'manage');
});

type Visit = { frames: DocumentSignal[]; socket: WebSocket; closed: Promise<number> };

async function cookieOf(userId: string): Promise<string> {
  const token = newToken();
  const session = { userId, token, device: 'test', entrance: 'command-line' } as const;
  await operator.db.transaction((tx) => openSession(operator, tx, session));
  return sessionCookie(door.app.config, token).split(';')[0] ?? '';
}

async function visit(userId: string, room = `document.${document.id}`): Promise<Visit> {
  const headers = { origin: door.origin, cookie: await cookieOf(userId) };
  const socket = new WebSocket(`ws://localhost:${door.port}/collab/${room}`, { headers });
  const frames: DocumentSignal[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(String(data))));
  return { frames, socket, closed: new Promise((resolve) => socket.on('close', resolve)) };
}

/** Resolves once the room has let them in. */
async function welcomed(userId: string): Promise<Visit> {
  const visitor = await visit(userId);
  await expect.poll(() => visitor.frames.length).toBe(1);
  return visitor;
}

/** Resolves when the question of every few seconds has told of a change that nobody announced. */
async function untilAsked(frames: DocumentSignal[]): Promise<void> {
  const { db } = operator;
  const heard = frames.length;
  let changes = 0;
  const change = async () => {
    changes += 1;
    const updatedAt = new Date(door.app.clock.now().getTime() + changes);
    await db.update(documents).set({ updatedAt }).where(eq(documents.id, document.id));
    return frames.length;
  };
  // the first question only learns what is so; a change between two of them is found
  await expect.poll(change, { timeout: 20_000, interval: 1000 }).toBeGreaterThan(heard);
}

const partner = async () => (await addUser(door.app, `${randomUUID()}@asutus.ee`)).id;
async function partnerWith(right: 'read' | 'edit', sectionId: string | null = null): Promise<string> {
  const id = await partner();
  await plantGrant(door.app, document.id, { userId: id }, right, sectionId);
  return id;
}

const say = (signal: DocumentSignal) =>
  operator.db.transaction((tx) => announce(tx, { ...signal, documentId: document.id }));

describe('who is let into the room of a document (CO6)', () => {
  test('is whoever may read any part of it, and hears at once where it stands', async () => {
    for (const id of [owner.id, await partnerWith('read'), await partnerWith('read', document.at.open)]) {
      const { frames, socket } = await welcomed(id);
      expect(frames).toEqual([{ what: 'document', treeRevision: 1 }]);
      socket.close();
    }
  });

  test('nobody else: a stranger’s room, an unknown one and one that is no id close alike', async () => {
    const id = await partner();
    const rooms = [document.id, randomUUID(), document.id.toUpperCase(), '', 'x', `${document.id}.x`];
    for (const room of rooms) {
      const { closed, frames } = await visit(id, `document.${room}`);
      expect([await closed, frames]).toEqual([4404, []]);
    }
  });

  test('nobody, when the document is in the trash, even those who manage it', async () => {
    await door.app.database.db
      .update(documents)
      .set({ trashedAt: door.app.clock.now() })
      .where(eq(documents.id, document.id));
    expect(await (await visit(owner.id)).closed).toBe(4404);
  });

  test('a talker is closed with 4400', async () => {
    const { socket, closed } = await welcomed(owner.id);
    for (let i = 0; i < 31; i++) socket.send(Buffer.alloc(10, i));
    expect(await closed).toBe(4400);
  });
});

describe('what is heard there (CO7)', () => {
  test('a change, once it is committed, and never one that is not', async () => {
    const { frames, socket } = await welcomed(owner.id);
    await expect(
      operator.db.transaction(async (tx) => {
        await announce(tx, { documentId: document.id, what: 'tree', treeRevision: 66 });
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    await say({ what: 'tree', treeRevision: 2 });
    await expect.poll(() => frames.at(-1)).toEqual({ what: 'tree', treeRevision: 2 });
    expect(frames.some((frame) => frame.treeRevision === 66)).toBe(false);
    socket.close();
  });

  test('of a section only by those who may read it', async () => {
    const [whole, part] = [await welcomed(owner.id), await welcomed(await partnerWith('read', document.at.open))];
    await say({ what: 'body', sectionId: document.at.secret, treeRevision: 1 });
    await say({ what: 'body', sectionId: document.at.open, treeRevision: 1 });
    const last = { what: 'body', sectionId: document.at.open, treeRevision: 1 };
    await expect.poll(() => part.frames.at(-1)).toEqual(last);
    await expect.poll(() => whole.frames.at(-1)).toEqual(last);
    expect(part.frames).toHaveLength(2);
    expect(whole.frames).toHaveLength(3);
    expect(JSON.stringify(part.frames)).not.toContain(document.at.secret);
    for (const { socket } of [whole, part]) socket.close();
  });

  test('a section that is restricted is silent at once for those outside', async () => {
    const [whole, part] = [await welcomed(owner.id), await welcomed(await partnerWith('edit'))];
    made(await restrictSection(owner.ctx, { sectionId: document.at.secret, keep: [] }));
    await say({ what: 'body', sectionId: document.at.secret, treeRevision: 1 });
    await say({ what: 'body', sectionId: document.at.open, treeRevision: 1 });
    await expect.poll(() => part.frames.at(-1)?.sectionId).toBe(document.at.open);
    await expect.poll(() => whole.frames.at(-1)?.sectionId).toBe(document.at.open);
    expect(part.frames.map((frame) => frame.what)).toEqual(['document', 'rights', 'body']);
    expect(JSON.stringify(part.frames)).not.toContain(document.at.secret);
    expect(JSON.stringify(whole.frames)).toContain(document.at.secret);
    for (const { socket } of [whole, part]) socket.close();
  });

  test('a lock and a grant, by everybody there', async () => {
    const { frames, socket } = await welcomed(await partnerWith('read'));
    made(await lockSection(owner.ctx, { id: document.at.open, reason: 'Toimetamisel' }));
    await expect.poll(() => frames.at(-1)).toEqual({ what: 'rights', treeRevision: 1 });
    socket.close();
  });

  test('a change that nobody announced, by the next question', async () => {
    const { frames, socket } = await welcomed(owner.id);
    await untilAsked(frames);
    expect(frames.at(-1)).toEqual({ what: 'document', treeRevision: 1 });
    socket.close();
  });
});

/** Ends every connection that listens; the embedded database has none that could be cut. */
async function cutListeners(): Promise<number> {
  const cut = await door.app.database.connection.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'listen %'`,
  );
  return cut.length;
}

test('what was said while no process listened is made up for (CO9)', async () => {
  const { frames, socket } = await welcomed(owner.id);
  if ((await cutListeners()) === 0) expect(door.app.database.kind).toBe('pglite');
  else await expect.poll(() => frames.length, { timeout: 10_000 }).toBeGreaterThan(1);
  const treeRevision = 7;
  await expect
    .poll(async () => {
      await say({ what: 'tree', treeRevision });
      return frames.at(-1);
    })
    .toEqual({ what: 'tree', treeRevision });
  socket.close();
});

describe('whose last right is gone (CO8, RI10)', () => {
  const grantTo = (subjectId: string) => ({
    ...{ documentId: document.id, sectionId: null, subjectKind: 'person' as const, subjectId, right: 'read' as const },
  });
  const set = (changes: Partial<typeof documents.$inferInsert>) =>
    operator.db.update(documents).set(changes).where(eq(documents.id, document.id));

  /** What ends the right that `start` gave. `isSilent`: nobody announces it, a question finds it. */
  type Ending = { start?: (id: string) => Promise<unknown>; end: (id: string) => Promise<unknown>; isSilent?: boolean };
  const endings: Record<string, Ending> = {
    'a grant that is withdrawn': {
      start: (id) => setGrant(owner.ctx, grantTo(id)),
      end: async (id) => made(await withdrawGrant(owner.ctx, grantTo(id))),
    },
    'a membership that is removed': {
      start: async (id) => {
        made(await addMember(operator, owner.organisationId, id));
        await plantGrant(door.app, document.id, { organisationId: owner.organisationId }, 'edit');
      },
      end: async (id) => made(await removeMember(operator, owner.organisationId, id)),
    },
    'an organisation that is archived': {
      start: async (id) => {
        const guest = await addMemberOf(door.app, operator, 'partner', 'Külaline');
        made(await addMember(operator, guest.organisationId, id));
        await plantGrant(door.app, document.id, { organisationId: guest.organisationId }, 'edit');
        guests.set(id, guest.organisationId);
      },
      end: async (id) => made(await setArchived(operator, guests.get(id) ?? '', true)),
    },
    'an administrator’s role that ends': {
      start: (id) => changeRole(operator, { id, role: 'administrator', revision: 1 }),
      end: async (id) => made(await changeRole(operator, { id, role: 'official', revision: 2 })),
    },
    'a document that goes to the trash': {
      start: (id) => setGrant(owner.ctx, grantTo(id)),
      end: async () => {
        await set({ trashedAt: door.app.clock.now() });
        await say({ what: 'gone', treeRevision: 1 });
      },
    },
    'a section that is deleted, the only one they had': {
      start: (id) => plantGrant(door.app, document.id, { userId: id }, 'read', document.at.open),
      end: async () => {
        await operator.db
          .update(sections)
          .set({ trashedAt: door.app.clock.now() })
          .where(eq(sections.id, document.at.open));
        await say({ what: 'tree', treeRevision: 2 });
      },
    },
    'a grant that is deleted behind our back': {
      start: (id) => plantGrant(door.app, document.id, { userId: id }, 'read'),
      end: (id) => operator.db.delete(grants).where(eq(grants.userId, id)),
      isSilent: true,
    },
  };
  const guests = new Map<string, string>();

  test.each(Object.entries(endings))('%s: they hear "gone" and are closed with 4404', async (what, how) => {
    const id = await partner();
    await how.start?.(id);
    const [leaving, staying] = [await welcomed(id), await welcomed(owner.id)];
    if (how.isSilent) await untilAsked(staying.frames);
    await how.end(id);
    expect(await leaving.closed).toBe(4404);
    expect(leaving.frames.at(-1)).toEqual({ what: 'gone', treeRevision: 0 });
    expect(new Set(leaving.frames.map((frame) => frame.what))).toEqual(new Set(['document', 'gone']));
    const isTrashed = what.includes('trash');
    if (isTrashed) expect(await staying.closed).toBe(4404);
    else expect(staying.socket.readyState).toBe(WebSocket.OPEN);
    staying.socket.close();
  });

  test('who keeps another right stays and hears of rights', async () => {
    const id = await partnerWith('read', document.at.open);
    made(await setGrant(owner.ctx, grantTo(id)));
    const { frames, socket } = await welcomed(id);
    made(await withdrawGrant(owner.ctx, grantTo(id)));
    await expect.poll(() => frames.at(-1)?.what).toBe('rights');
    await say({ what: 'body', sectionId: document.at.secret, treeRevision: 1 });
    await say({ what: 'body', sectionId: document.at.open, treeRevision: 1 });
    await expect.poll(() => frames.at(-1)?.sectionId).toBe(document.at.open);
    expect(JSON.stringify(frames)).not.toContain(document.at.secret);
    socket.close();
  });
});

test('the end of a session closes its socket here too, with 4401 (CO4)', async () => {
  const { id } = await addUser(door.app, `${randomUUID()}@asutus.ee`, { role: 'administrator' });
  const { closed } = await welcomed(id);
  made(await suspendPerson(operator, id));
  expect(await closed).toBe(4401);
});
