// Z2 in full: 10,000 updates of hand-made clients who may not write in a section, each role as often, some before they
// are sent away; a fifth of them with no session. Prints how many were stored or reached somebody.
// `node bench/room-rights-forbidden.ts [updates] [seed]`; needs PostgreSQL (KAASA_TEST_POSTGRES).

import { count, notInArray } from 'drizzle-orm';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { roomUpdates } from '../db/schema/rooms.ts';
import { step2Frame, updateFrame } from '../domain/collab/frames.ts';
import { ROOT } from '../domain/collab/vectors.ts';
import { OPERATOR } from '../domain/people/viewer.ts';
import { createContext } from '../server/context.ts';
import { addMemberOf } from '../tests/support/documents.ts';
import { arrive } from '../tests/support/kill-rooms.ts';
import { printedSeed, randomFrom } from '../tests/support/random.ts';
import { plantGrant } from '../tests/support/rights.ts';
import { cookieOf } from '../tests/support/room-client.ts';
import { roomDatabase } from '../tests/support/room-host.ts';
import { growDocument } from '../tests/support/sections.ts';

const [updates = 10_000, seed = printedSeed('forbidden updates')] = process.argv.slice(2).map(Number);
const RIGHTS = ['none', 'read', 'comment', 'suggest'] as const;
const PER_SOCKET = 20;
const FORBIDDEN = 'lubamatu';

if (!process.env.KAASA_TEST_POSTGRES) throw new Error('KAASA_TEST_POSTGRES names no server');
const random = randomFrom(seed);
const database = await roomDatabase();
const codes = new Map<number, number>();
let sent = 0;
const bad = await database.use(async (app) => {
  const operator = createContext(app, OPERATOR, 'command-line');
  const official = await addMemberOf(app, operator, 'official', 'Sihtkapital');
  const { id, at } = await growDocument(official.ctx, ['Eesmärk']);
  const sectionId = at.Eesmärk ?? '';
  const cookies = ['kaasa_session=forged'];
  for (const right of RIGHTS) {
    const person = await addMemberOf(app, operator, 'partner', `Partner ${right}`);
    if (right !== 'none') await plantGrant(app, id, { userId: person.id }, right);
    cookies.push(await cookieOf({ app }, person.id));
  }
  const host = await database.start();
  const place = { sectionId, cookie: await cookieOf({ app }, official.id) };
  const honest = await arrive(host, place, 'aus');
  for (let i = 0; sent < updates; i += 1) {
    honest.type();
    await intrude(host, sectionId, cookies[i % cookies.length] ?? '');
  }
  // whoever comes now is served all that was stored
  const later = await arrive(host, place, 'hiljem');
  const relayed = [honest, later].reduce((sum, typist) => sum + (typist.seen().get(FORBIDDEN) ?? 0), 0);
  const others = notInArray(roomUpdates.authorId, [official.id]);
  const [stored] = await app.database.db.select({ rows: count() }).from(roomUpdates).where(others);
  for (const typist of [honest, later]) typist.leave();
  return relayed + (stored?.rows ?? 0);
});
await database.remove();
process.stdout.write(
  `${bad} / ${sent} forbidden updates were stored or reached somebody, seed ${seed}; closed with ${JSON.stringify(Object.fromEntries(codes))}\n`,
);
process.exit(bad === 0 ? 0 : 1);

async function intrude(host: { port: number; origin: string }, sectionId: string, cookie: string): Promise<void> {
  const headers = { origin: host.origin, cookie };
  const socket = new WebSocket(`ws://localhost:${host.port}/collab/${sectionId}`, { headers });
  socket.on('error', () => {});
  socket.on('open', () => {
    for (let i = 0; i < PER_SOCKET; i += 1) socket.send(forbidden());
    sent += PER_SOCKET;
  });
  const code = await new Promise<number>((resolve) => socket.on('close', resolve));
  codes.set(code, (codes.get(code) ?? 0) + 1);
}

/** A lawful paragraph of its own, as somebody who may write would send it. */
function forbidden(): Uint8Array {
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(`${FORBIDDEN}-1`)]);
  doc.getXmlFragment(ROOT).insert(0, [paragraph]);
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return random() < 0.5 ? updateFrame(update) : step2Frame(update);
}
