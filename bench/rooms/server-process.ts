// A server that is measured, as a process of its own that is started and killed, and what its store must do.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../scripts/free-port.ts';
import type { Door } from './door.ts';
import type { LongText } from './texts.ts';

/** `kaasa-alone`: without the projector. `kaasa-embedded`: on PGlite. */
export const KINDS = ['kaasa', 'kaasa-alone', 'kaasa-embedded', 'y-websocket', 'hocuspocus'] as const;
export type Kind = (typeof KINDS)[number];

export type Server = { pid: number; door: Door; kill(): Promise<void>; isAlive(): boolean };

/** `merged`: as one update. `log`: as what each single edit left behind. */
export type Filling = 'merged' | 'log';

export type Store = {
  start(): Promise<Server>;
  /** Puts a text into the first room, while no server runs. */
  fill(text: LongText, how: Filling): Promise<void>;
  remove(): Promise<void>;
};

/** `postgres`: the address of a server's administrator. */
export type StoreOptions = { postgres: string; rooms: number; people: number };

const START_MS = 60_000;

export type Program = { args: string[]; env: Record<string, string>; door: Omit<Door, 'port'> };

/** Runs until it is killed; resolves when it listens. KAASA_BENCH_PROFILE names a folder for processor profiles. */
export async function startServer({ args, env, door }: Program): Promise<Server> {
  const port = await freePort();
  const profile = process.env.KAASA_BENCH_PROFILE;
  const flags = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const child = spawn(process.execPath, [...flags, ...args], {
    env: { NODE_ENV: 'production', PATH: process.env.PATH ?? '', ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', process.env.KAASA_BENCH_VERBOSE ? 'inherit' : 'ignore'],
  });
  await untilListening(port, child);
  return {
    pid: child.pid ?? 0,
    door: { ...door, port },
    isAlive: () => child.exitCode === null && child.signalCode === null,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      // a profile is written at a good end only
      child.kill(profile ? 'SIGINT' : 'SIGKILL');
      await gone;
    },
  };
}

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  for (const until = performance.now() + START_MS; performance.now() < until; await delay(20)) {
    if (child.exitCode !== null) throw new Error(`a server ended with ${child.exitCode} before it listened`);
    if (await answers(port)) return;
  }
  throw new Error('a server does not listen');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, 'localhost');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
