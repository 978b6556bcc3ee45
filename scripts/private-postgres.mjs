// A PostgreSQL server of the tests' own: in a temporary folder, under an unprivileged user, on loopback, gone
// afterwards. It is never the operator's server, and nothing has to be configured.

import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { captured } from './bootstrap.mjs';

const OLDEST_MAJOR = 15;
const START_TIMEOUT_MS = 30_000;

/** The newest PostgreSQL on this machine that Kaasa supports: the folder of its programs, or null. */
export function postgresPrograms() {
  const folders = [...versionFolders(), ...configuredFolder(), ...(process.env.PATH ?? '').split(delimiter)];
  const found = folders
    .filter((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
    .map((folder) => ({ folder, major: majorOf(folder) }))
    .filter(({ major }) => major >= OLDEST_MAJOR)
    .sort((a, b) => b.major - a.major);
  return found[0] ?? null;
}

/**
 * Starts a server; `url` signs in as its administrator. It ends with this process, as long as that gets to run its exit handlers.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startPrivatePostgres(programs) {
  const folder = mkdtempSync(join(tmpdir(), 'kaasa-postgres-'));
  const user = unprivilegedUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const password = crypto.randomUUID();
  await initialise(programs.folder, { folder, data, password, user });
  const port = await freePort();
  const server = spawn(join(programs.folder, 'postgres'), serverArguments(data, port), {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...user,
  });
  let log = '';
  server.stderr.setEncoding('utf8').on('data', (text) => (log = (log + text).slice(-10_000)));
  const ended = new Promise((resolve) => server.once('exit', resolve));
  // SIGQUIT: at once, the data is thrown away.
  const kill = () => {
    server.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', kill);
  await untilReady(server, () => log);
  const stop = async () => {
    process.off('exit', kill);
    server.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `postgres://kaasa:${password}@127.0.0.1:${port}/postgres`, stop };
}

/** A port on loopback that nobody listens on now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function versionFolders() {
  const base = '/usr/lib/postgresql';
  return existsSync(base) ? readdirSync(base).map((version) => join(base, version, 'bin')) : [];
}

function configuredFolder() {
  const { status, stdout } = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  return status === 0 ? [stdout.trim()] : [];
}

function majorOf(folder) {
  const { stdout } = spawnSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/PostgreSQL\)? (\d+)/.exec(stdout ?? '')?.[1] ?? 0);
}

/** PostgreSQL refuses to run as root; null when this process is not root. */
function unprivilegedUser() {
  if (process.getuid?.() !== 0) return null;
  const id = (flag) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

async function initialise(programs, { folder, data, password, user }) {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  // Not plain C: there, lower('Õ') is 'Õ'. macOS has no C.UTF-8.
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const options = ['-U', 'kaasa', '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale', locale];
  const { code, output } = await captured(join(programs, 'initdb'), ['-D', data, ...options], { cwd: folder, ...user });
  if (code !== 0) throw new Error(`initdb failed:\n${output}`);
}

function serverArguments(data, port) {
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=200'];
  return ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
}

async function untilReady(server, log) {
  for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await delay(50)) {
    if (log().includes('ready to accept connections')) return;
    if (server.exitCode !== null) break;
  }
  server.kill('SIGQUIT');
  throw new Error(`PostgreSQL did not start:\n${log()}`);
}
