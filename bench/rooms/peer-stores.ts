// The servers that Kaasa is measured beside, each with its store: LevelDB in a folder, a table in PostgreSQL.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { createDatabase, dropDatabase } from '../../tests/support/postgres-databases.ts';
import { type Program, type Store, type StoreOptions, startServer } from './server-process.ts';

const PEERS = fileURLToPath(new URL('./peers/', import.meta.url));

/** Installs the peers beside their lock file, once. */
export function installPeers(): void {
  if (existsSync(join(PEERS, 'node_modules'))) return;
  process.stderr.write('installing the servers to measure beside\n');
  // their native parts come prebuilt: no script has to run
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: PEERS, stdio: 'inherit' });
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `room-${i}`);
}

export async function levelStore({ rooms }: StoreOptions): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'kaasa-bench-level-'));
  const door: Program['door'] = { dialect: 'y-websocket', path: '/', rooms: names(rooms), cookies: [] };
  const data = join(folder, 'level');
  return {
    start: () =>
      startServer({
        args: [join(PEERS, 'node_modules/@y/websocket-server/src/server.js')],
        env: { HOST: 'localhost', YPERSISTENCE: data },
        door,
      }),
    fill: async ({ log, merged }, how) => {
      const file = join(folder, 'updates');
      await writeFile(file, Buffer.concat((how === 'log' ? log : [merged]).flatMap(behindLength)));
      execFileSync(process.execPath, [join(PEERS, 'fill-leveldb.mjs'), data, door.rooms[0] ?? '', file]);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function behindLength(update: Uint8Array): Uint8Array[] {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(update.length);
  return [length, update];
}

export async function hocuspocusStore({ postgres: server, rooms }: StoreOptions): Promise<Store> {
  const { name, url } = await createDatabase(server);
  const door: Program['door'] = { dialect: 'hocuspocus', path: '/', rooms: names(rooms), cookies: [] };
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`CREATE TABLE documents (name text PRIMARY KEY, data bytea NOT NULL)`;
  return {
    start: () =>
      startServer({
        args: [join(PEERS, 'hocuspocus.mjs')],
        env: { DATABASE_URL: url },
        door,
      }),
    // it keeps one state, whatever it came of
    fill: async ({ merged }) => {
      await sql`INSERT INTO documents VALUES (${door.rooms[0] ?? ''}, ${Buffer.from(merged)})`;
    },
    remove: async () => {
      await sql.end();
      await dropDatabase(server, name);
    },
  };
}
