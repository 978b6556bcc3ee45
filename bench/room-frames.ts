// 100,000 mutated frames, half of them before their sender is signed in or let in, beside two people who write: crashes,
// what the two were disturbed, and how the memory of the server grew. `node bench/room-frames.ts [frames] [seed]`, with
// KAASA_TEST_POSTGRES for PostgreSQL.

import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { awarenessFrame, step1Frame, step2Frame, updateFrame } from '../domain/collab/frames.ts';
import { ROOT } from '../domain/collab/vectors.ts';
import { OPERATOR } from '../domain/people/viewer.ts';
import { createContext } from '../server/context.ts';
import { addMemberOf } from '../tests/support/documents.ts';
import { printedSeed, randomFrom } from '../tests/support/random.ts';
import { cookieOf } from '../tests/support/room-client.ts';
import { roomDatabase } from '../tests/support/room-host.ts';
import { Typist } from '../tests/support/room-typist.ts';
import { growDocument } from '../tests/support/sections.ts';
import { memory, quantile } from './rooms/figures.ts';

const [frames = 100_000, seed = printedSeed('mutated frames')] = process.argv.slice(2).map(Number);
/** Few: after the first that is refused the others are not heard. */
const PER_SOCKET = 4;
const SIDE_BY_SIDE = 8;
const MEMORY_LIMIT_MIB = 200;
const STALL_LIMIT_MS = 2000;

const random = randomFrom(seed);
const below = (limit: number) => Math.floor(random() * limit);
const database = await roomDatabase();
const { sectionId, cookies } = await database.use(async (app) => {
  const operator = createContext(app, OPERATOR, 'command-line');
  const official = await addMemberOf(app, operator, 'official', 'Sihtkapital');
  const { at } = await growDocument(official.ctx, ['Eesmärk']);
  return {
    sectionId: at.Eesmärk ?? '',
    cookies: await Promise.all(Array.from({ length: 20 }, () => cookieOf({ app }, official.id))),
  };
});
const host = await database.start();
const url = `ws://localhost:${host.port}/collab/${sectionId}`;
const honest = ['aus', 'tark'].map((name) => new Typist(url, { origin: host.origin, cookie: cookies[0] ?? '' }, name));
await Promise.all(honest.map((typist) => typist.ready()));

const waits: number[] = [];
const codes = new Map<number, number>();
let [sent, isOver] = [0, false];
const typing = typeOn();
await mutateBatch(Math.min(5000, frames / 4));
const before = memory(host.process.pid ?? 0);
await Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => mutateBatch(frames)));
isOver = true;
await typing;
const after = isAlive() ? memory(host.process.pid ?? 0) : 0;
const areIn = honest.every((typist) => typist.saved === typist.sent);
const stall = Math.max(...waits);
process.stdout.write(
  `${isAlive() ? 0 : 1} / ${sent} mutated frames ended the server, seed ${seed}
honest words saved: ${honest.map((typist) => `${typist.saved} of ${typist.sent}`).join(', ')}; saved after p50 ${quantile(waits, 0.5).toFixed(0)} ms, p95 ${quantile(waits, 0.95).toFixed(0)} ms, at most ${stall.toFixed(0)} ms
memory ${before.toFixed(0)} MiB, afterwards ${after.toFixed(0)} MiB
closed with ${JSON.stringify(Object.fromEntries(codes))}
`,
);
const isHeld = isAlive();
await host.kill('SIGKILL');
await database.remove();
process.exit(isHeld && areIn && stall < STALL_LIMIT_MS && after - before < MEMORY_LIMIT_MIB ? 0 : 1);

/** Both type a word in turn, each when the one before is saved. */
async function typeOn(): Promise<void> {
  for (let turn = 0; !isOver; turn += 1) {
    const typist = honest[turn % honest.length] as Typist;
    const started = performance.now();
    typist.type();
    while (typist.saved < typist.sent && performance.now() - started < 20_000) await delay(2);
    waits.push(performance.now() - started);
    await delay(10);
  }
}

function isAlive(): boolean {
  return host.process.exitCode === null && host.process.signalCode === null;
}

async function mutateBatch(limit: number): Promise<void> {
  while (sent < limit && isAlive()) {
    const code = await (random() < 0.5 ? beforeSignIn() : afterwards());
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }
}

/** Without a session, or before the server has looked whose it is and has let them in. */
async function beforeSignIn(): Promise<number> {
  const cookie = random() < 0.5 ? 'kaasa_session=forged' : (cookies[below(cookies.length)] ?? '');
  const socket = opened(cookie);
  socket.on('open', () => mutants(socket));
  return over(socket);
}

async function afterwards(): Promise<number> {
  const socket = opened(cookies[below(cookies.length)] ?? '');
  socket.on('open', () => socket.send(step1Frame(Uint8Array.of(0))));
  socket.once('message', () => mutants(socket));
  return over(socket);
}

function opened(cookie: string): WebSocket {
  const socket = new WebSocket(url, { headers: { origin: host.origin, cookie } });
  socket.on('error', () => {});
  return socket;
}

/** Its code; 0 when it stayed open until it was left. */
function over(socket: WebSocket): Promise<number> {
  const left = setTimeout(() => socket.terminate(), 1000);
  return new Promise((resolve) => {
    socket.once('close', (code) => {
      clearTimeout(left);
      resolve(code === 1006 ? 0 : code);
    });
  });
}

function mutants(socket: WebSocket): void {
  const frame = lawful();
  for (let i = 0; i < PER_SOCKET; i += 1) socket.send(mutant(frame));
  sent += PER_SOCKET;
  socket.close();
}

/** One of each kind, of which only bytes are changed. */
function lawful(): Uint8Array {
  const doc = new Y.Doc();
  const text = new Y.XmlText();
  const paragraph = new Y.XmlElement(random() < 0.9 ? 'paragraph' : 'heading');
  paragraph.insert(0, [text]);
  paragraph.setAttribute('id', 'abcdefghijkl');
  text.insert(0, 'mutant õäöü');
  text.format(0, 3, { bold: {} });
  text.delete(4, 2);
  doc.getXmlFragment(ROOT).insert(0, [paragraph]);
  const update = Y.encodeStateAsUpdate(doc);
  const state = { client: doc.clientID, clock: 1, json: '{"cursor":{"anchor":1}}' };
  const kinds = [
    updateFrame(update),
    step2Frame(update),
    step1Frame(Y.encodeStateVector(doc)),
    awarenessFrame([state]),
  ];
  doc.destroy();
  return kinds[below(kinds.length)] as Uint8Array;
}

function mutant(frame: Uint8Array): Uint8Array {
  const chance = random();
  if (chance < 0.1) return frame.slice(0, below(frame.length));
  const changed = new Uint8Array(frame);
  for (let i = 1 + below(4); i > 0; i -= 1) {
    const value = random() < 0.3 ? 0xff : below(256);
    changed[below(changed.length)] = value;
  }
  if (chance > 0.9) changed.copyWithin(below(changed.length), below(changed.length));
  return changed;
}
