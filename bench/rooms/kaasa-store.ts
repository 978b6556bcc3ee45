// Kaasa as one of the measured servers: an instance with a document of as many sections as there are rooms, and people who
// may write in all of them.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { rooms, roomUpdates } from '../../db/schema/rooms.ts';
import { OPERATOR } from '../../domain/people/viewer.ts';
import { boot, shutDown } from '../../server/boot.ts';
import { readConfig } from '../../server/config.ts';
import { createContext } from '../../server/context.ts';
import { append, load } from '../../server/rooms/log.ts';
import { Replay } from '../../server/rooms/replay.ts';
import type { Runtime } from '../../server/runtime.ts';
import { addMemberOf } from '../../tests/support/documents.ts';
import { createDatabase, dropDatabase } from '../../tests/support/postgres-databases.ts';
import { plantGrant } from '../../tests/support/rights.ts';
import { cookieOf } from '../../tests/support/room-client.ts';
import { growDocument } from '../../tests/support/sections.ts';
import type { Door } from './door.ts';
import { type Kind, type Store, type StoreOptions, startServer } from './server-process.ts';
import type { LongText } from './texts.ts';

const PROGRAM = fileURLToPath(new URL('./kaasa-process.ts', import.meta.url));
const ROWS_AT_ONCE = 2000;
const FOLD_MS = 300_000;

type Place = Omit<Door, 'port'> & { authorId: string };

export async function kaasaStore(kind: Kind, options: StoreOptions): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'kaasa-bench-rooms-'));
  const made = kind === 'kaasa-embedded' ? null : await createDatabase(options.postgres);
  const env = {
    DATA_DIR: folder,
    AUTH_SECRET: 'x'.repeat(32),
    KAASA_SEED: 'none',
    LOG_LEVEL: 'error',
    NODE_ENV: 'test',
    ...(made ? { DATABASE_URL: made.url } : {}),
  } as const;
  const projector = { KAASA_BENCH_PROJECTOR: kind === 'kaasa-alone' ? '0' : '1' };
  const use = async <T>(work: (app: Runtime) => Promise<T>): Promise<T> => {
    const app = await boot(readConfig(env));
    try {
      return await work(app);
    } finally {
      await shutDown(app);
    }
  };
  const { authorId, ...door } = await use((app) => prepare(app, options));
  const start = () => startServer({ args: [PROGRAM], env: { ...env, ...projector }, door });
  const store: Store = {
    start,
    fill: async (text, how) => {
      const sectionId = door.rooms[0] ?? '';
      await use((app) => (how === 'log' ? fillLog : fillBase)(app, sectionId, authorId, text));
      // with the projector, a log is never this long
      if (how === 'log' && kind !== 'kaasa-alone') await foldBy(start, use, sectionId);
    },
    remove: async () => {
      if (made) await dropDatabase(options.postgres, made.name);
      await rm(folder, { recursive: true, force: true });
    },
  };
  return store;
}

async function prepare(app: Runtime, { rooms: count, people }: StoreOptions): Promise<Place> {
  const operator = createContext(app, OPERATOR, 'command-line');
  const { id: authorId, ctx } = await addMemberOf(app, operator, 'official', 'Sihtkapital');
  const titles = Array.from({ length: count }, (_, i) => `Jaotis ${i}`);
  const { id, at } = await growDocument(ctx, titles);
  const cookies = [await cookieOf({ app }, authorId)];
  while (cookies.length < people) {
    const member = await addMemberOf(app, operator, 'partner', `Partner ${cookies.length}`);
    await plantGrant(app, id, { userId: member.id }, 'edit');
    cookies.push(await cookieOf({ app }, member.id));
  }
  return { dialect: 'y-websocket', path: '/collab/', rooms: titles.map((title) => at[title] ?? ''), cookies, authorId };
}

async function fillLog({ database }: Runtime, sectionId: string, authorId: string, { log }: LongText): Promise<void> {
  await load(database.db, sectionId);
  for (let at = 0; at < log.length; at += ROWS_AT_ONCE) {
    const some = log.slice(at, at + ROWS_AT_ONCE);
    const rows = some.map((update, i) => ({ sectionId, authorId, update, claims: at + i === 0 ? [1_234_567] : [] }));
    await append(database.db, rows, new Date(), false);
  }
}

/** As if the projection had read all and folded it. */
async function fillBase({ database }: Runtime, sectionId: string, authorId: string, text: LongText): Promise<void> {
  const { db } = database;
  const loaded = await load(db, sectionId);
  const replay = new Replay();
  replay.apply([...(loaded?.rows.map(({ update }) => update) ?? []), text.merged]);
  const { update, vector, deletions } = replay.folded();
  const [seq = 0] = await append(
    db,
    [{ sectionId, authorId, update: text.merged, claims: [1_234_567] }],
    new Date(),
    false,
  );
  await db
    .update(rooms)
    .set({
      base: update,
      baseSeq: seq,
      baseVector: vector,
      baseDeletions: deletions,
      projectedSeq: seq,
      historySeq: seq,
    })
    .where(eq(rooms.sectionId, sectionId));
  await db.delete(roomUpdates).where(eq(roomUpdates.sectionId, sectionId));
}

type Use = <T>(work: (app: Runtime) => Promise<T>) => Promise<T>;

async function foldBy(start: Store['start'], use: Use, sectionId: string): Promise<void> {
  const folded = () =>
    use(async ({ database }) => {
      const [room] = await database.db.select().from(rooms).where(eq(rooms.sectionId, sectionId));
      return room !== undefined && room.baseSeq === room.seq;
    });
  const until = performance.now() + FOLD_MS;
  while (performance.now() < until) {
    const server = await start();
    await delay(20_000);
    await server.kill();
    if (await folded()) return;
  }
  throw new Error('the log was not folded');
}
