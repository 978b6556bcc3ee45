// Broken messages, one a connection, beside two people of whom one types and the other reads.

import { setTimeout as delay } from 'node:timers/promises';
import * as encoding from 'lib0/encoding';
import { updateFrame } from '../../domain/collab/frames.ts';
import { Client } from './client.ts';
import type { Found } from './client-jobs.ts';
import type { Server, Store } from './server-process.ts';
import { END, holdsEnd, Letters } from './texts.ts';

const WATCHED_MS = 1500;
const HUGE = 2 ** 31 - 1;
const TYPING_MS = 20;
/** Longer than this, others are disturbed. */
const DISTURBED_MS = 1000;

/** `wire`: past the WebSocket, as it is. */
type Message = Uint8Array | string | { wire: Uint8Array };

function bytes(...values: (number | Uint8Array)[]): Uint8Array {
  return encoding.encode((encoder) => {
    for (const value of values) {
      if (typeof value === 'number') encoding.writeVarUint(encoder, value);
      else encoding.writeUint8Array(encoder, value);
    }
  });
}

const update = (...values: (number | Uint8Array)[]) => updateFrame(bytes(...values));
const torn = (whole: Uint8Array) => whole.subarray(0, whole.length >> 1);

/** What follows on letters that nobody has been sent, and ends as `holdsEnd` looks for it. */
function gap(): Uint8Array {
  const letters = new Letters();
  letters.type('puudub');
  return updateFrame(letters.type(END));
}

/** Yjs: one client with one struct, whose text says that it is longer than what follows. */
const LONG_TEXT = bytes(1, 1, 77, 0, Uint8Array.of(4), 1, 7, Uint8Array.from(Buffer.from('default')), HUGE, 97, 97);

/** Yjs: one client with one text, whose left neighbour is the text itself. */
const SELF = bytes(1, 1, 77, 0, Uint8Array.of(0x84), 77, 0, 1, 97, 0);

const CASES: Record<string, () => Message> = {
  'an empty message': () => new Uint8Array(),
  'a text instead of bytes': () => 'tere',
  'a torn state vector': () => bytes(0, 0, 2, Uint8Array.of(0xff, 0xff)),
  'a state vector of very many clients': () => bytes(0, 0, 6, 2 ** 40),
  'an update of random bytes': () => updateFrame(Uint8Array.from({ length: 200 }, (_, i) => (i * 73 + 41) % 256)),
  'an update of very many structs': () => update(1, HUGE, 77, 0),
  'half of an update': () => updateFrame(torn(new Letters().type('a'.repeat(99)))),
  'a text longer than its bytes': () => updateFrame(LONG_TEXT),
  'an update that follows on nothing': gap,
  'the deletion of very much': () => update(0, 1, 77, 1, 0, HUGE),
  'awareness with broken JSON': () => bytes(1, 5, 1, 77, 1, 1, Uint8Array.of(0x7b)),
  'awareness of very many': () => bytes(1, 5, 2 ** 32),
  'words that stand beside themselves': () => updateFrame(SELF),
  'a WebSocket frame of an unknown kind': () => ({ wire: Uint8Array.of(0x83, 0x80, 0, 0, 0, 0) }),
  'a WebSocket frame without a mask': () => ({ wire: Uint8Array.of(0x82, 1, 0) }),
  'a text that is no UTF-8': () => ({ wire: Uint8Array.of(0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28) }),
  'a message of 8 MiB': () => new Uint8Array(8 * 2 ** 20),
};

export async function garbage(first: Server, store: Store): Promise<Found> {
  const found = { cases: 0, died: 0, harmed: 0, relayed: 0, stall: 0 };
  let server = first;
  for (const [name, make] of Object.entries(CASES)) {
    const outcome = await oneCase(server, make());
    found.cases += 1;
    found.died += Number(outcome.isDead);
    found.harmed += Number(!outcome.isDead && outcome.isHarmed);
    found.relayed += Number(outcome.isRelayed);
    found.stall = Math.max(found.stall, outcome.isDead ? 0 : outcome.stall);
    if (outcome.isDead || outcome.isHarmed || outcome.isRelayed) {
      process.stderr.write(`  ${name}: ${JSON.stringify(outcome)}\n`);
    }
    if (!outcome.isDead) continue;
    server = await store.start();
    await delay(500);
  }
  await server.kill();
  return found;
}

type Outcome = { isDead: boolean; isHarmed: boolean; isRelayed: boolean; stall: number };

async function oneCase(server: Server, message: Message): Promise<Outcome> {
  const [writer, reader, stranger] = [0, 1, 2].map((person) => new Client({ door: server.door, room: 0, person }));
  if (!writer || !reader || !stranger) throw new Error('nobody came');
  const all = [writer, reader, stranger];
  await Promise.all(all.map(({ served }) => served));
  let [isRelayed, last, stall] = [false, performance.now(), 0];
  reader.onUpdate = (heard) => {
    isRelayed ||= holdsEnd(heard);
    stall = Math.max(stall, performance.now() - last);
    last = performance.now();
  };
  const letters = new Letters();
  const typeFor = async (ms: number) => {
    for (const until = performance.now() + ms; performance.now() < until; await delay(TYPING_MS)) {
      writer.write(letters.type('a'));
    }
  };
  await typeFor(300);
  if (typeof message === 'string') stranger.socket.send(message);
  else if ('wire' in message) stranger.sendRaw(message.wire);
  else stranger.send(message);
  await typeFor(WATCHED_MS);
  await delay(100);
  stall = Math.max(stall, performance.now() - last - 100);
  const isDead = !server.isAlive();
  const areIn = [writer, reader].every(({ socket }) => socket.readyState === socket.OPEN);
  for (const client of all) client.leave();
  return { isDead, isHarmed: !areIn || stall > DISTURBED_MS, isRelayed, stall };
}
