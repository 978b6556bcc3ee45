// What the clients do in each scenario, in a process of their own: whoever measures is told how far they are and says when
// they go on.

import { setTimeout as delay } from 'node:timers/promises';
import { ContentString, decodeUpdate, Item } from 'yjs';
import { Client } from './client.ts';
import type { Door } from './door.ts';
import { quantile } from './figures.ts';
import { holdsEnd, Letters } from './texts.ts';

/** `reached` says how far they are and resolves when they may go on. */
export type Stage = { door: Door; params: Record<string, number>; vector: Uint8Array; reached(): Promise<void> };
export type Found = Record<string, number>;

/** CJK letters: nobody types them otherwise, so each tells when it was sent. */
const FIRST_TOKEN = 0x4e00;
const TOKENS = 20_000;
const PROBES = 10;
const AT_ONCE = 20;
const WARM_UP = 4000;

/** Resolves at this instant of `performance.now()`. */
function until(instant: number): Promise<void> {
  return delay(Math.max(0, instant - performance.now()));
}

async function arrive(clients: readonly Client[]): Promise<void> {
  await Promise.all(clients.map(({ served }) => served));
}

/** Arrives in groups, as nobody measures how long it takes. */
async function gather(count: number, make: (i: number) => Client): Promise<Client[]> {
  const clients: Client[] = [];
  for (let at = 0; at < count; at += 25) {
    const some = Array.from({ length: Math.min(25, count - at) }, (_, i) => make(at + i));
    await arrive(some);
    clients.push(...some);
  }
  return clients;
}

/** Some of many people in one room type; the others watch. */
async function fanOut({ door, params, reached }: Stage): Promise<Found> {
  const { clients: count = 50, writers = 5, perSecond = 5, warmUp = 6, seconds = 8 } = params;
  const sentAt: number[] = [];
  const latencies: number[] = [];
  const clients = await gather(count, (i) => new Client({ door, room: 0, person: i }));
  for (const client of clients.slice(-PROBES)) {
    client.onUpdate = (update) => {
      const now = performance.now();
      for (const token of tokensOf(update)) latencies.push(now - (sentAt[token] ?? now));
    };
  }
  const letters = Array.from({ length: writers }, () => new Letters());
  let typed = 0;
  const typeFor = async (ms: number) => {
    const [started, before] = [performance.now(), typed];
    while (performance.now() - started < ms) {
      const writer = typed % writers;
      const token = typed % TOKENS;
      typed += 1;
      sentAt[token] = performance.now();
      clients[writer]?.write((letters[writer] as Letters).type(String.fromCodePoint(FIRST_TOKEN + token)));
      clients[writer]?.point((letters[writer] as Letters).client, typed);
      await until(started + ((typed - before) * 1000) / (writers * perSecond));
    }
  };
  await typeFor(warmUp * 1000);
  latencies.length = 0;
  await reached();
  await typeFor(seconds * 1000);
  await delay(200);
  await reached();
  const seen = latencies.length / (writers * perSecond * seconds * Math.min(PROBES, count));
  return { p50: quantile(latencies, 0.5), p95: quantile(latencies, 0.95), seen };
}

function tokensOf(update: Uint8Array): number[] {
  return decodeUpdate(update).structs.flatMap((struct) => {
    const content = struct instanceof Item ? struct.content : null;
    if (!(content instanceof ContentString)) return [];
    return [...content.str].map((letter) => (letter.codePointAt(0) ?? 0) - FIRST_TOKEN).filter((token) => token >= 0);
  });
}

/** Two people in each of many rooms; one of them has typed a sentence. */
async function manyRooms({ door, params, reached }: Stage): Promise<Found> {
  const { rooms = 500, settle = 8 } = params;
  await reached();
  await gather(rooms * 2, (i) => {
    const client = new Client({ door, room: i >> 1, person: i });
    if (i % 2 === 0) void client.served.then(() => client.write(new Letters().type('Kogukond vajab uusi oskusi.')));
    return client;
  });
  await delay(settle * 1000);
  await reached();
  return {};
}

/** Updates of one letter each, as fast as they are taken, until somebody else in each room has seen the last one. */
async function flood({ door, params, reached }: Stage): Promise<Found> {
  const { rooms = 20, writers = 1, updates = 40_000 } = params;
  await warmUp(door, rooms);
  const each = updates / rooms / writers;
  const readers = await gather(rooms, (room) => new Client({ door, room, person: 0 }));
  const seen = readers.map((reader) => {
    let left = writers;
    return new Promise<void>((resolve) => {
      reader.onUpdate = (update) => {
        left -= endsIn(update);
        if (left <= 0) resolve();
      };
    });
  });
  const senders = await gather(rooms * writers, (i) => new Client({ door, room: i % rooms, person: 1 + i }));
  const sent = senders.map(() => new Letters().many(each));
  await reached();
  const started = performance.now();
  for (let at = 0; at < each; at += AT_ONCE) {
    await Promise.all(senders.map((sender, i) => sender.flood(sent[i]?.slice(at, at + AT_ONCE) ?? [])));
  }
  await Promise.all(seen);
  const seconds = (performance.now() - started) / 1000;
  await reached();
  return { perSecond: updates / seconds };
}

/** Some updates in a room that is not measured: a server is never as slow as in its first second. */
async function warmUp(door: Door, room: number): Promise<void> {
  const [reader, writer] = await gather(2, (person) => new Client({ door, room, person }));
  const { promise: seen, resolve } = Promise.withResolvers<void>();
  if (reader) {
    reader.onUpdate = (update) => {
      if (holdsEnd(update)) resolve();
    };
  }
  const sent = new Letters().many(WARM_UP);
  for (let at = 0; at < WARM_UP; at += AT_ONCE) await writer?.flood(sent.slice(at, at + AT_ONCE));
  await seen;
  for (const client of [reader, writer]) client?.leave();
}

/** How many of those who send have come to their end in this update. */
function endsIn(update: Uint8Array): number {
  if (!holdsEnd(update)) return 0;
  const strings = decodeUpdate(update).structs.map((struct) => (struct instanceof Item ? struct.content : null));
  return strings.filter((content) => content instanceof ContentString && content.str.includes('LOPP')).length;
}

/** One person opens a room that nobody has open, in a process that has opened another one. */
async function open({ door, reached }: Stage): Promise<Found> {
  const other = new Client({ door, room: 1 });
  await other.served;
  await delay(300);
  await reached();
  const started = performance.now();
  const client = new Client({ door, room: 0 });
  const found = new Promise<void>((resolve) => {
    client.onUpdate = (update) => {
      if (holdsEnd(update)) resolve();
    };
  });
  await Promise.race([found, client.closed]);
  const ms = performance.now() - started;
  const { received } = client;
  await reached();
  return { ms, kib: received / 1024 };
}

/** All are cut and come back at once, with all but the last edits. `carets`: each says again where it is. */
async function storm({ door, params, vector, reached }: Stage): Promise<Found> {
  const { clients: count = 500, carets = 0 } = params;
  const make = (i: number) => {
    const client = new Client({ door, room: 0, person: i, vector });
    if (carets) void client.served.then(() => client.point(1000 + i, 1 + Math.floor(performance.now())));
    return client;
  };
  const before = await gather(count, make);
  await delay(1500);
  await reached();
  for (const client of before) client.leave();
  await Promise.all(before.map(({ closed }) => closed));
  const started = performance.now();
  const after = Array.from({ length: count }, (_, i) => make(i));
  await arrive(after);
  const ms = performance.now() - started;
  await delay(1000);
  await reached();
  return { ms, mib: after.reduce((sum, { received }) => sum + received, 0) / 2 ** 20 };
}

/** One reader stops reading while somebody writes and erases much. `slow` 0: all read. */
async function slowReader({ door, params, reached }: Stage): Promise<Found> {
  const { slow = 1, seconds = 15, kib = 16, perSecond = 500 } = params;
  const [writer, reader, other] = await gather(3, (i) => new Client({ door, room: 0, person: i }));
  const letters = new Letters();
  const piece = 'a'.repeat(kib * 1024);
  const writeFor = async (ms: number) => {
    const started = performance.now();
    for (let sent = 0; performance.now() - started < ms; sent += 2) {
      writer?.write(letters.type(piece));
      writer?.write(letters.erase(letters.length));
      await until(started + (sent * 1000) / perSecond);
    }
  };
  await writeFor(3000);
  await reached();
  if (slow) other?.stall();
  let bytes = 0;
  if (reader) {
    reader.onUpdate = ({ length }) => {
      bytes += length;
    };
  }
  await writeFor(seconds * 1000);
  await reached();
  return { writtenMib: bytes / 2 ** 20 };
}

export const JOBS = { fanOut, manyRooms, flood, open, storm, slowReader };
export type JobName = keyof typeof JOBS;
