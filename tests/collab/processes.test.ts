// M1: two processes serve one room of one PostgreSQL; who types at one is read at the other, also after one was killed and
// after the connections of both to the database were cut. Rule RO16. The embedded database has one process only.

import postgres from 'postgres';
import { expect, test } from 'vitest';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { eventually } from '../support/eventually.ts';
import { arrive, type Place, prepareRoom } from '../support/kill-rooms.ts';
import { socketWith } from '../support/room-client.ts';
import { type RoomHost, roomDatabase } from '../support/room-host.ts';
import type { Typist } from '../support/room-typist.ts';

const server = process.env.KAASA_TEST_POSTGRES;

test('a room is one room however many processes serve it', async () => {
  const database = await roomDatabase();
  try {
    const place = await prepareRoom(database);
    const hosts = server ? [await database.start(), await database.start()] : [await database.start()];
    const typists = await Promise.all(hosts.map((host, i) => arrive(host, place, `t${i}`)));
    const everybodySees = (count: number) =>
      eventually(() => {
        const expected = typists.map(({ name }) => [name, count]);
        for (const typist of typists) expect([...typist.seen()].sort()).toEqual(expected);
      });
    typeTogether(typists, 50);
    await everybodySees(50);
    if (server) {
      await cutConnections(database.url);
      typeTogether(typists, 50);
      await everybodySees(100);
      await hosts[1]?.kill('SIGKILL');
      const again = await arrive(await database.start(), place, 't9');
      typeTogether([again], 5);
      await eventually(() => expect(typists[0]?.seen().get('t9')).toBe(5));
      again.leave();
    }
    for (const typist of typists) typist.leave();
    for (const host of hosts) await host.kill('SIGTERM');
  } finally {
    await database.remove();
  }
}, 120_000);

test.runIf(server)(
  'RO16 who is in a room is seen at every process, by the server’s word',
  async () => {
    const database = await roomDatabase();
    try {
      const place = await prepareRoom(database);
      const hosts = [await database.start(), await database.start()];
      const [a, b] = await Promise.all(hosts.map((host) => arriveStock(host, place)));
      if (!a || !b) throw new Error('two hosts were started');
      const cursor = { anchor: 1, head: 2 };
      a.awareness.setLocalState({ user: { id: 'minister', name: 'Minister' }, cursor });
      await eventually(() => expect(stateAt(b, a)).toEqual({ user: expect.objectContaining(OFFICIAL), cursor }));
      // no state says so again: who opens a room at a process that has just begun asks
      const late = await arriveStock(await database.start(), place);
      await eventually(() => expect(stateAt(late, a)?.cursor).toEqual(cursor), ASKED_MS);
      const long = { anchor: 'õ'.repeat(2000) };
      b.awareness.setLocalState({ cursor: long });
      await eventually(() => expect(stateAt(a, b)?.cursor).toEqual(long));
      a.destroy();
      await eventually(() => expect(b.awareness.states.has(a.doc.clientID)).toBe(false));
      for (const one of [b, late]) one.destroy();
    } finally {
      await database.remove();
    }
  },
  120_000,
);

const OFFICIAL = { name: 'Sihtkapital official' };
/** Well before a client renews its state by itself. */
const ASKED_MS = 8000;

async function arriveStock(host: RoomHost, { sectionId, cookie }: Place): Promise<WebsocketProvider> {
  const provider = new WebsocketProvider(`ws://localhost:${host.port}/collab`, sectionId, new Y.Doc(), {
    WebSocketPolyfill: socketWith({ origin: host.origin, cookie }),
    disableBc: true,
  });
  await eventually(() => expect(provider.synced).toBe(true));
  return provider;
}

/** What is known at one of the other's client. */
function stateAt(one: WebsocketProvider, other: WebsocketProvider) {
  return one.awareness.getStates().get(other.doc.clientID);
}

function typeTogether(typists: readonly Typist[], words: number): void {
  for (let i = 0; i < words; i += 1) for (const typist of typists) typist.type();
}

/** As when the database or the network between is started anew. */
async function cutConnections(url: string): Promise<void> {
  const operator = postgres(url, { max: 1, onnotice: () => {} });
  await operator`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await operator.end();
}
