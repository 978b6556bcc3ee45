// The product as its operator starts it, on a folder of its own, to be killed and started again at the same address.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../scripts/free-port.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The first start may have to build. */
const PATIENCE_MS = 600_000;

export type Product = {
  port: number;
  origin: string;
  /** Resolves when it says that it is ready. */
  start(): Promise<void>;
  /** SIGKILL, to all of its processes at once. Resolves when none is left. */
  kill(): Promise<void>;
  /** Kills it and deletes its folder. */
  remove(): Promise<void>;
};

/** With the demo story; not started yet. */
export async function product(): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kaasa-browsers-'));
  const port = await freePort();
  const env = { DATA_DIR: dataDir, PORT: String(port), KAASA_SEED: 'demo', LOG_LEVEL: 'error', DATABASE_URL: '' };
  let running: ChildProcess | null = null;
  const kill = async () => {
    const killed = running;
    running = null;
    if (!killed?.pid) return;
    const isOver = new Promise((resolve) => killed.once('close', resolve));
    process.kill(-killed.pid, 'SIGKILL');
    await isOver;
  };
  process.once('exit', () => running?.pid && process.kill(-running.pid, 'SIGKILL'));
  return {
    port,
    origin: `http://localhost:${port}`,
    start: async () => {
      running = spawnProduct(env);
      await isReady(running);
    },
    kill,
    remove: async () => {
      await kill();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The leader of a group: what it starts can be killed with it. */
function spawnProduct(env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
}

function isReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Kaasa was not ready in time')), PATIENCE_MS);
    child.once('exit', () => reject(new Error('Kaasa ended')));
    let said = '';
    child.stdout?.on('data', (text) => {
      said += text;
      if (!said.includes('Kaasa is ready at')) return;
      clearTimeout(timer);
      resolve();
    });
  });
}
