// M1 and M3: two processes serve one room of one PostgreSQL while one of them is killed, ends well as in a rolling
// deployment, or all connections to the database are cut. Prints how many words that were called saved are not read at
// the others, and how long they took. `node bench/room-processes.ts [rounds] [seed]`; needs KAASA_TEST_POSTGRES.

import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { arrive, type Place, prepareRoom } from '../tests/support/kill-rooms.ts';
import { printedSeed, randomFrom } from '../tests/support/random.ts';
import { type RoomHost, roomDatabase } from '../tests/support/room-host.ts';
import type { Typist } from '../tests/support/room-typist.ts';

const [rounds = 60, seed = printedSeed('two processes of rooms')] = process.argv.slice(2).map(Number);
const FAULTS = ['SIGKILL', 'SIGTERM', 'cut'] as const;
const PER_HOST = 3;
/** All that was called saved is read everywhere by then. */
const LIMIT_MS = 5000;

type Fault = (typeof FAULTS)[number];

if (!process.env.KAASA_TEST_POSTGRES) throw new Error('KAASA_TEST_POSTGRES names no server');
const random = randomFrom(seed);
const database = await roomDatabase();
const place = await prepareRoom(database);
const hosts: [RoomHost, RoomHost] = [await database.start(), await database.start()];
const total = { acknowledged: 0, lost: 0 };
const slowest: Record<Fault, number> = { SIGKILL: 0, SIGTERM: 0, cut: 0 };
for (let round = 0; round < rounds; round += 1) await disturb(round, FAULTS[round % FAULTS.length] as Fault, place);
await database.remove();
process.stdout.write(
  `${total.lost} / ${total.acknowledged} acknowledged words not read at the others within ${LIMIT_MS} ms in ${rounds} faults, seed ${seed}
slowest: ${Object.entries(slowest)
    .map(([fault, ms]) => `${fault} ${ms.toFixed(0)} ms`)
    .join(', ')}
`,
);
process.exit(total.lost === 0 ? 0 : 1);

async function disturb(round: number, fault: Fault, at: Place): Promise<void> {
  const victim = random() < 0.5 ? 0 : 1;
  const teams = await Promise.all(
    hosts.map((host, h) =>
      Promise.all(Array.from({ length: PER_HOST }, (_, i) => arrive(host, at, `r${round}h${h}t${i}`))),
    ),
  );
  const typists = teams.flat();
  const typing = typeFor(typists, 300 + random() * 500);
  await delay(100 + random() * 200);
  await (fault === 'cut' ? cutConnections() : hosts[victim].kill(fault));
  const began = performance.now();
  await typing;
  const remaining = fault === 'cut' ? typists : (teams[1 - victim] ?? []);
  const missing = () => lostAt(remaining, typists) + unsavedOf(remaining);
  while (missing() > 0 && performance.now() - began < LIMIT_MS) await delay(10);
  slowest[fault] = Math.max(slowest[fault], performance.now() - began);
  total.acknowledged += typists.reduce((sum, { saved }) => sum + saved, 0);
  total.lost += missing();
  for (const typist of typists) typist.leave();
  if (fault !== 'cut') hosts[victim] = await database.start();
}

/** Words that were called saved, or seen by anybody, and that one of the readers does not see. */
function lostAt(readers: readonly Typist[], typists: readonly Typist[]): number {
  const promised = new Map(typists.map(({ name, saved }) => [name, saved]));
  for (const typist of typists) {
    for (const [name, count] of typist.seen()) {
      if (name !== typist.name) promised.set(name, Math.max(promised.get(name) ?? 0, count));
    }
  }
  const lost = readers.map((reader) => {
    const seen = reader.seen();
    return [...promised].reduce((sum, [name, count]) => sum + Math.max(0, count - (seen.get(name) ?? 0)), 0);
  });
  return Math.max(...lost);
}

/** Whoever is still connected has everything stored in the end. */
function unsavedOf(typists: readonly Typist[]): number {
  return typists.reduce((sum, { sent, saved }) => sum + sent - saved, 0);
}

async function typeFor(typists: readonly Typist[], ms: number): Promise<void> {
  for (const until = performance.now() + ms; performance.now() < until; await delay(2 + random() * 6)) {
    for (const typist of typists) typist.type();
  }
}

async function cutConnections(): Promise<void> {
  const operator = postgres(database.url, { max: 1, onnotice: () => {} });
  await operator`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await operator.end();
}
