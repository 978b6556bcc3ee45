// The operator's command line: as the operator runs it, a process of its own, and inside the test for what a process
// would add nothing to but a second.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { perform } from '../../server/operator/perform.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** `answer`: the object on standard output, null when there is none; `error`: the one on standard error. */
export type Run = {
  exit: number | null;
  answer: Record<string, unknown> | null;
  error: Record<string, unknown> | null;
};

/** Runs `kaasa …words` as a process. `folder`: where the operator stands. */
export async function kaasa(words: string[], env: Record<string, string>, folder = ROOT): Promise<Run> {
  const child = spawn(process.execPath, [`${ROOT}scripts/kaasa.mjs`, ...words], {
    cwd: folder,
    env: surroundings(env, folder),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, exit] = await Promise.all([
    Array.fromAsync(child.stdout),
    Array.fromAsync(child.stderr),
    new Promise<number | null>((resolve) => child.once('exit', resolve)),
  ]);
  return { exit, answer: onlyLine(stdout), error: onlyLine(stderr) };
}

/** The same without the process: through the words, the settings, the socket and the file. */
export async function typed(
  words: string[],
  env: Record<string, string>,
  { folder = ROOT, patienceMs }: { folder?: string; patienceMs?: number } = {},
): Promise<Run> {
  const { exit, ...line } = await perform(words, surroundings(env, folder), patienceMs);
  return 'value' in line ? { exit, answer: line.value, error: null } : { exit, answer: null, error: line };
}

/** Nothing of the tests' own environment but the way to programs. */
function surroundings(env: Record<string, string>, folder: string): NodeJS.ProcessEnv {
  return { NODE_ENV: 'test', PATH: process.env.PATH, INIT_CWD: folder, ...env };
}

/** @throws when there is more than one line, or no object on it */
function onlyLine(chunks: Uint8Array[]): Record<string, unknown> | null {
  const text = Buffer.concat(chunks).toString();
  if (text === '') return null;
  if (text.indexOf('\n') !== text.length - 1) throw new Error(`not one line: ${text}`);
  return JSON.parse(text);
}
