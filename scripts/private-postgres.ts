// A PostgreSQL server of the tests' own: in a temporary folder, under an unprivileged user, on loopback, gone
// afterwards. It is never the operator's server, and nothing has to be configured.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { captured } from './bootstrap.mjs';
import { freePort } from './free-port.ts';

const OLDEST_MAJOR = 15;
const START_TIMEOUT_MS = 30_000;

export type PostgresPrograms = { folder: string; major: number };
type Identity = { uid: number; gid: number } | null;

/** The newest PostgreSQL on this machine that Kaasa supports, null when there is none. */
export function postgresPrograms(): PostgresPrograms | null {
  const folders = [...versionFolders(), ...configuredFolder(), ...(process.env.PATH ?? '').split(delimiter)];
  const found = folders
    .filter((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
    .map((folder) => ({ folder, major: majorOf(folder) }))
    .filter(({ major }) => major >= OLDEST_MAJOR)
    .sort((a, b) => b.major - a.major);
  return found[0] ?? null;
}

/** Starts a server; `url` signs in as its administrator. It ends with this process, as long as that runs its exit handlers. */
export async function startPrivatePostgres(programs: PostgresPrograms): Promise<{ url: string; stop(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'kaasa-postgres-'));
  const user = unprivilegedUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const password = crypto.randomUUID();
  await initialise(programs, folder, password, user);
  const port = await freePort();
  const server = spawn(join(programs.folder, 'postgres'), serverArguments(folder, port), {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...user,
  });
  const stop = () => {
    process.off('exit', stop);
    // Waits, so that nothing is written while the folder goes; at once, because the data go too.
    const stopping = ['stop', '-m', 'immediate', '-D', join(folder, 'data')];
    spawnSync(join(programs.folder, 'pg_ctl'), stopping, { cwd: folder, ...user });
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', stop);
  await untilReady(server);
  return { url: `postgres://kaasa:${password}@127.0.0.1:${port}/postgres`, stop };
}

function versionFolders(): string[] {
  const base = '/usr/lib/postgresql';
  return existsSync(base) ? readdirSync(base).map((version) => join(base, version, 'bin')) : [];
}

function configuredFolder(): string[] {
  const { status, stdout } = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  return status === 0 ? [stdout.trim()] : [];
}

function majorOf(folder: string): number {
  const { stdout } = spawnSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/PostgreSQL\)? (\d+)/.exec(stdout ?? '')?.[1] ?? 0);
}

/** PostgreSQL refuses to run as root; null when this process is not root. */
function unprivilegedUser(): Identity {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

async function initialise(programs: PostgresPrograms, folder: string, password: string, user: Identity) {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  // Not plain C: there, lower('Õ') stays 'Õ'. macOS has no C.UTF-8.
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const options = ['-U', 'kaasa', '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale', locale];
  const { code, output } = await captured(join(programs.folder, 'initdb'), ['-D', join(folder, 'data'), ...options], {
    cwd: folder,
    ...user,
  });
  if (code !== 0) throw new Error(`initdb failed:\n${output}`);
}

function serverArguments(folder: string, port: number): string[] {
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=200'];
  return ['-D', join(folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])];
}

async function untilReady(server: ChildProcess): Promise<void> {
  let log = '';
  server.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-10_000);
  });
  for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await delay(50)) {
    if (log.includes('ready to accept connections')) return;
    if (server.exitCode !== null) break;
  }
  throw new Error(`PostgreSQL did not start:\n${log}`);
}
