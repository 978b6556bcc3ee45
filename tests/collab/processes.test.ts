// M1: two processes serve one room of one PostgreSQL; who types at one is read at the other, also after one was killed and
// after the connections of both to the database were cut. Rule RO16. The embedded database has one process only.

import postgres from 'postgres';
import { expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { arrive, prepareRoom } from '../support/kill-rooms.ts';
import { roomDatabase } from '../support/room-host.ts';
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
