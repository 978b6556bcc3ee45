// The whole server as its operator starts it: a process of its own in production mode, on an instance of its own.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../scripts/free-port.ts';
import { kaasa } from './command-line.ts';
import { type RawAnswer, type RawRequest, rawRequest } from './raw-request.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE_MS = 60_000;
const LONGEST_OUTPUT = 100_000;

/** How the process ended: its code (null after a signal), how long after the signal, and all it wrote. */
export type Ended = { code: number | null; ms: number; stdout: string; stderr: string };

export type Served = {
  port: number;
  origin: string;
  dataDir: string;
  process: ChildProcess;
  request(request: RawRequest): Promise<RawAnswer>;
  /** What `kaasa …words` answers on this instance. */
  operate<T>(words: string[]): Promise<T>;
  /** A cookie of a fresh session of somebody in the demo story. */
  cookieOf(email: string): Promise<string>;
  stderr(): string;
  stop(signal?: NodeJS.Signals): Promise<Ended>;
};

/** Starts a server with the demo story and waits until it says that it is ready. */
export async function serve(env: Record<string, string> = {}): Promise<Served> {
  const port = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), 'kaasa-served-'));
  const settings = { DATA_DIR: dataDir, PORT: String(port), KAASA_SEED: 'demo', LOG_LEVEL: 'error', ...env };
  const started = startProcess(settings);
  await started.ready;
  return {
    port,
    origin: `http://localhost:${port}`,
    dataDir,
    process: started.process,
    request: (request) => rawRequest(port, request),
    operate: async <T>(words: string[]) => (await kaasa(words, { ...settings })).answer as T,
    cookieOf: async (email) => String((await kaasa(['session', email], { ...settings })).answer?.cookie),
    stderr: () => started.output().stderr,
    stop: async (signal = 'SIGTERM') => {
      const began = performance.now();
      started.process.kill(signal);
      const ended = await started.ended;
      await rm(dataDir, { recursive: true, force: true });
      return { ...ended, ms: performance.now() - began };
    },
  };
}

/** Runs a server that is expected to end by itself, on an empty folder unless `env` names one. */
export async function runServer(env: Record<string, string>): Promise<Omit<Ended, 'ms'>> {
  const empty = await mkdtemp(join(tmpdir(), 'kaasa-served-'));
  const ended = await startProcess({ LOG_LEVEL: 'error', KAASA_SEED: 'none', DATA_DIR: empty, ...env }).ended;
  await rm(empty, { recursive: true, force: true });
  return ended;
}

type Started = {
  process: ChildProcess;
  ready: Promise<void>;
  ended: Promise<Omit<Ended, 'ms'>>;
  output(): { stdout: string; stderr: string };
};

function startProcess(env: Record<string, string>): Started {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'server/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stderr.on('data', (text) => {
    output.stderr = (output.stderr + text).slice(0, LONGEST_OUTPUT);
  });
  const ended = new Promise<Omit<Ended, 'ms'>>((resolve) =>
    child.once('close', (code) => resolve({ code, ...output })),
  );
  const ready = new Promise<void>((resolve, reject) => {
    const give = (why: string) => reject(new Error(`${why}: ${output.stdout}${output.stderr}`));
    const timer = setTimeout(() => give('the server was not ready in time'), PATIENCE_MS);
    child.stdout.on('data', (text) => {
      output.stdout += text;
      if (output.stdout.includes('Kaasa is ready at')) resolve();
    });
    child.once('close', () => give('the server ended'));
    void Promise.allSettled([ended]).finally(() => clearTimeout(timer));
  });
  ready.catch(() => {});
  return { process: child, ready, ended, output: () => output };
}
