// Processes of one database know of each other, and whoever is alone tells nobody what it writes; what is written in the
// moment in which another one begins reaches it all the same. Rule RO16. The embedded database has one process only.

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { openPostgres } from '../../db/postgres.ts';
import { type Neighbours, watchNeighbours } from '../../server/collab/neighbours.ts';
import { ROOM_WRITTEN } from '../../server/rooms/log.ts';
import type { Runtime } from '../../server/runtime.ts';
import { eventually } from '../support/eventually.ts';
import { type TestInstance, testInstance } from '../support/instance.ts';
import { arrive, prepareRoom } from '../support/kill-rooms.ts';
import { roomDatabase } from '../support/room-host.ts';

const server = process.env.KAASA_TEST_POSTGRES;

const BEAT_MS = 2000;
const SILENCE_MS = 6000;
/** A process asks every three seconds what it lacks. */
const POLL_MS = 3000;
/** What a busy machine may add. */
const SLACK_MS = 1500;

type Process = Neighbours & {
  /** As by kill -9: nobody is told. */
  kill(): Promise<void>;
};

/** A process of its own as far as the database can tell. */
async function processOn(instance: TestInstance): Promise<Process> {
  const database = await openPostgres(String(instance.database.native));
  const app: Runtime = { ...instance, database };
  const neighbours = await watchNeighbours(app, randomUUID());
  const kill = async () => {
    await database.close();
    await neighbours.close().catch(() => {});
  };
  return { ...neighbours, kill };
}

/** Milliseconds until it knows of others, or of none any more. */
async function timeUntil(one: Process, isKnowing: boolean): Promise<number> {
  const began = performance.now();
  await eventually(() => expect(one.any()).toBe(isKnowing));
  return performance.now() - began;
}

/** For tests side by side: each waits for a silence of its own. */
async function onQuietInstance(work: (instance: TestInstance) => Promise<void>): Promise<void> {
  const instance = await testInstance({ logLevel: 'silent' });
  try {
    await work(instance);
  } finally {
    await instance.close();
  }
}

test
  .runIf(server)
  .concurrent('RO16 two processes know of each other within a beat; one that ends well is forgotten at once', () =>
    onQuietInstance(async (instance) => {
      const one = await processOn(instance);
      expect(one.any()).toBe(true);
      const alone = await timeUntil(one, false);
      expect(alone).toBeGreaterThan(SILENCE_MS - SLACK_MS);
      expect(alone).toBeLessThan(SILENCE_MS + SLACK_MS);
      const other = await processOn(instance);
      expect(await timeUntil(one, true)).toBeLessThan(BEAT_MS);
      expect(other.any()).toBe(true);
      await other.close();
      expect(await timeUntil(one, false)).toBeLessThan(SLACK_MS);
      for (const each of [one, other]) await each.kill();
    }),
  );

test
  .runIf(server)
  .concurrent('RO16 a process that was killed is forgotten after six seconds, one that is there never', () =>
    onQuietInstance(async (instance) => {
      const [one, two, killed] = [await processOn(instance), await processOn(instance), await processOn(instance)];
      await killed.kill();
      let forgotten = 0;
      const until = performance.now() + SILENCE_MS + 2 * SLACK_MS;
      for (; performance.now() < until; await delay(20)) if (!one.any() || !two.any()) forgotten += 1;
      expect(forgotten).toBe(0);
      await two.kill();
      const silence = await timeUntil(one, false);
      expect(silence).toBeGreaterThan(SILENCE_MS - BEAT_MS - SLACK_MS);
      expect(silence).toBeLessThan(SILENCE_MS + SLACK_MS);
      await one.kill();
    }),
  );

/** What processes say of rows they wrote, from now on; `answer` resolves when all said so far was heard. */
async function heardOf(url: string): Promise<{ told: string[]; answer(): Promise<void>; end(): Promise<void> }> {
  const ear = postgres(url, { max: 1, onnotice: () => {} });
  const told: string[] = [];
  await ear.listen(ROOM_WRITTEN, (payload) => told.push(payload));
  const echo = 'neighbours_echo';
  let heard = Promise.withResolvers<void>();
  await ear.listen(echo, () => heard.resolve());
  const answer = async () => {
    heard = Promise.withResolvers();
    await ear.notify(echo, '');
    await heard.promise;
  };
  return { told, answer, end: () => ear.end() };
}

/** Until it is let go, nothing can be written to any room, but everything can be read. */
async function holdRooms(url: string): Promise<{ isAwaited(): Promise<boolean>; letGo(): Promise<void> }> {
  const holder = postgres(url, { max: 2, onnotice: () => {} });
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const locked = Promise.withResolvers<void>();
  const holding = holder.begin(async (tx) => {
    await tx`select from rooms for update`;
    locked.resolve();
    await held;
  });
  await locked.promise;
  return {
    isAwaited: async () => (await holder`select from pg_locks where not granted`).length > 0,
    letGo: async () => {
      letGo();
      await holding;
      await holder.end();
    },
  };
}

test
  .runIf(server)
  .concurrent(
    'RO16 one process alone tells nobody; what it was writing when another one began is read there all the same',
    async () => {
      const database = await roomDatabase();
      const ear = await heardOf(database.url);
      try {
        const place = await prepareRoom(database);
        const first = await arrive(await database.start(), place, 't0');
        const isTold = async () => {
          const before = ear.told.length;
          first.type();
          await eventually(() => expect(first.saved).toBe(first.sent));
          // what was said before the answer is heard before it too
          await ear.answer();
          return ear.told.length > before;
        };
        await eventually(async () => expect(await isTold()).toBe(false));
        const told = ear.told.length;
        const hold = await holdRooms(database.url);
        first.type();
        await eventually(async () => expect(await hold.isAwaited()).toBe(true));
        // decided when it was alone, and written when the other one has read what there was before
        const second = await arrive(await database.start(), place, 't1');
        expect(second.seen().get('t0')).toBe(first.sent - 1);
        await hold.letGo();
        const began = performance.now();
        await eventually(() => expect(second.seen().get('t0')).toBe(first.sent));
        expect(performance.now() - began).toBeLessThan(POLL_MS + SLACK_MS);
        expect(ear.told).toHaveLength(told);
        expect(await isTold()).toBe(true);
        await eventually(() => expect(second.seen().get('t0')).toBe(first.sent));
        for (const typist of [first, second]) typist.leave();
      } finally {
        await ear.end();
        await database.remove();
      }
    },
  );
