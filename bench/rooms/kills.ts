// kill -9 while people type: what others had seen and what is gone afterwards.

import { setTimeout as delay } from 'node:timers/promises';
import { ContentString, decodeUpdate, Item } from 'yjs';
import { printedSeed, randomFrom } from '../../tests/support/random.ts';
import { Client } from './client.ts';
import type { Found } from './client-jobs.ts';
import type { Server, Store } from './server-process.ts';
import { Letters } from './texts.ts';

const KILLS = 10;
const WRITERS = 5;
const WORDS_A_SECOND = 20;
const LOADING_MS = 3000;
const WORD = /r\d+w\d+n\d+;/g;

/** `first` runs already on the store. */
export async function kills(first: Server, store: Store): Promise<Found> {
  const random = randomFrom(printedSeed('kill -9 of the measured servers'));
  let [server, lost, shown] = [first, 0, 0];
  for (let round = 0; round < KILLS; round += 1) {
    const seen = await typeUntilKilled(server, round, 500 + random() * 3500);
    server = await store.start();
    const found = await wordsIn(server, seen);
    shown += seen.size;
    lost += seen.difference(found).size;
  }
  await server.kill();
  return { lost, shown };
}

/** The words that somebody else than their writer was sent. */
async function typeUntilKilled(server: Server, round: number, ms: number): Promise<Set<string>> {
  const seen = new Set<string>();
  const clients = Array.from({ length: WRITERS }, (_, person) => new Client({ door: server.door, room: 0, person }));
  await Promise.all(clients.map(({ served }) => served));
  clients.forEach((client, i) => {
    client.onUpdate = (update) => {
      for (const word of words(update)) if (word.startsWith(`r${round}w`) && !isOwn(word, i)) seen.add(word);
    };
  });
  const letters = clients.map(() => new Letters());
  const until = performance.now() + ms;
  for (let n = 0; performance.now() < until; n += 1) {
    clients.forEach((client, i) => {
      client.write((letters[i] as Letters).type(`r${round}w${i}n${n};`));
    });
    await delay(1000 / WORDS_A_SECOND);
  }
  await server.kill();
  await Promise.all(clients.map(({ closed }) => closed));
  return seen;
}

function isOwn(word: string, writer: number): boolean {
  return word.includes(`w${writer}n`);
}

/** All words of the room; as soon as `wanted` are there. */
async function wordsIn(server: Server, wanted: ReadonlySet<string>): Promise<Set<string>> {
  const found = new Set<string>();
  const client = new Client({ door: server.door, room: 0 });
  client.onUpdate = (update) => {
    for (const word of words(update)) found.add(word);
  };
  await client.served;
  const until = performance.now() + LOADING_MS;
  while (wanted.difference(found).size > 0 && performance.now() < until) await delay(20);
  client.leave();
  return found;
}

function words(update: Uint8Array): string[] {
  return decodeUpdate(update).structs.flatMap((struct) => {
    const content = struct instanceof Item ? struct.content : null;
    return content instanceof ContentString ? (content.str.match(WORD) ?? []) : [];
  });
}
