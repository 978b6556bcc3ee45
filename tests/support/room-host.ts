// Processes that serve the rooms of one database, started and killed by a test.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { boot, shutDown } from '../../server/boot.ts';
import { readConfig } from '../../server/config.ts';
import type { Runtime } from '../../server/runtime.ts';
import { createDatabase, dropDatabase } from './postgres-databases.ts';

const PROGRAM = fileURLToPath(new URL('./room-process.ts', import.meta.url));

export type RoomHost = {
  port: number;
  origin: string;
  process: ChildProcess;
  kill(signal: NodeJS.Signals): Promise<void>;
};

export type RoomDatabase = {
  /** '' for a folder. */
  url: string;
  /** Opens the database, which nobody else may have open when it is a folder, does `work` and closes it. */
  use<T>(work: (app: Runtime) => Promise<T>): Promise<T>;
  start(port?: number): Promise<RoomHost>;
  remove(): Promise<void>;
};

/** On PostgreSQL when there is one, else in a folder of its own. */
export async function roomDatabase(): Promise<RoomDatabase> {
  const server = process.env.KAASA_TEST_POSTGRES;
  const folder = await mkdtemp(join(tmpdir(), 'kaasa-rooms-'));
  const made = server ? await createDatabase(server) : null;
  const secret = { AUTH_SECRET: 'x'.repeat(32), KAASA_SEED: 'none', LOG_LEVEL: 'silent', NODE_ENV: 'test' } as const;
  const env = { DATA_DIR: folder, ...secret, ...(made ? { DATABASE_URL: made.url } : {}) };
  const use: RoomDatabase['use'] = async (work) => {
    const app = await boot(readConfig(env));
    try {
      return await work(app);
    } finally {
      await shutDown(app);
    }
  };
  const started: Promise<RoomHost>[] = [];
  return {
    url: made?.url ?? '',
    use,
    start: async (port = 0) => {
      const host = startHost(env, port);
      started.push(host);
      return host;
    },
    remove: async () => {
      for (const host of await Promise.allSettled(started)) {
        if (host.status === 'fulfilled') await host.value.kill('SIGKILL');
      }
      if (server && made) await dropDatabase(server, made.name);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startHost(env: Record<string, string>, wanted: number): Promise<RoomHost> {
  const child = spawn(process.execPath, [PROGRAM], {
    env: { ...process.env, ...env, PORT: String(wanted), PUBLIC_URL: `http://localhost:${wanted || 3000}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`a host of rooms ended with ${code}`)));
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line') as Promise<[string]>, ended]);
  ended.catch(() => {});
  const port = Number(line);
  return {
    port,
    origin: `http://localhost:${port}`,
    process: child,
    kill: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}
