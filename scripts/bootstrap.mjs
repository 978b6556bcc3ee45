// What every command needs before it can run: packages as the lock file says, a build of these very sources, and
// the pinned Node. Plain JavaScript without a dependency, because any Node from 20 on runs it on a bare clone.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join, relative, sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The project's folder, absolute, without a separator at the end. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Something outside the program is in the way; `message` says to the person at the terminal what to do. */
export class SetupFailure extends Error {
  name = 'SetupFailure';
}

/** A line for the person at the terminal; standard output stays free for results. */
export const say = (line) => process.stderr.write(`${line}\n`);

/** The Node that the lock file pins; it exists once `ensureInstalled` has run. */
export const pinnedNode = () => join(root, 'node_modules', '.bin', 'node');

/**
 * This process's environment with the project's programs (and so the pinned Node) first on PATH.
 * @param {Partial<NodeJS.ProcessEnv>} extra more variables; undefined removes one
 * @returns {NodeJS.ProcessEnv}
 */
export function environment(extra = {}) {
  const path = [join(root, 'node_modules', '.bin'), pathWithoutProject()].join(delimiter);
  return { ...process.env, PATH: path, NEXT_TELEMETRY_DISABLED: '1', ...extra };
}

/**
 * Installs the packages of package-lock.json when node_modules differs from it. Judged by the record that npm
 * itself leaves when it has finished, so `npm install` by hand counts and an interrupted one does not.
 * @param {{ quiet?: boolean }} options `quiet`: no progress lines
 */
export async function ensureInstalled({ quiet = false } = {}) {
  requireNode20();
  if (isInstalled()) return;
  await alone(join(root, '.kaasa-install-lock'), async () => {
    if (isInstalled()) return;
    await timed(quiet, 'Installing packages', install);
  });
}

/**
 * Builds the pages when a source has changed since the last finished build.
 * @param {{ quiet?: boolean }} options `quiet`: no progress lines
 */
export async function ensureBuilt({ quiet = false } = {}) {
  if (isBuilt()) return;
  // In node_modules: Next stumbles over a link in the project's folder that leads nowhere.
  await alone(join(root, 'node_modules', '.kaasa-build-lock'), async () => {
    if (isBuilt()) return;
    await timed(quiet, 'Building', build);
  });
}

/**
 * Runs a program with this terminal, passing signals on to it; resolves to its exit code, 128 + n after signal n,
 * 127 when the program does not exist.
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} options by default `environment()` in the project's folder
 * @returns {Promise<number>}
 */
export function foreground(command, args, { env = environment(), cwd = root } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
  const passOn = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, passOn);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      say(`${command}: ${error.message}`);
      resolve(127);
    });
    child.on('exit', (code, signal) => {
      for (const each of signals) process.off(each, passOn);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/**
 * Runs a program without a terminal; resolves to its exit code and all it printed.
 * @param {import('node:child_process').SpawnOptions} options by default `environment()` in the project's folder
 * @returns {Promise<{ code: number, output: string }>} code 127 when the program does not exist
 */
export function captured(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, env: environment(), ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 127, output: `${command}: ${error.message}` }));
    child.on('close', (code, signal) => resolve({ code: code ?? 128 + constants.signals[signal], output }));
  });
}

/** Runs a script's whole work, which resolves to an exit code; a `SetupFailure` becomes its sentence and code 1. */
export async function runScript(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

function requireNode20() {
  if (Number(process.versions.node.split('.')[0]) >= 20) return;
  throw new SetupFailure(
    `This is Node ${process.versions.node}; Kaasa needs Node 20 or newer to install itself. Get one from https://nodejs.org or your system's packages, then try again.`,
  );
}

function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(pinnedNode()) || !existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  const paths = new Set([...Object.keys(wanted), ...Object.keys(present)]);
  paths.delete('');
  return [...paths].every((path) =>
    present[path] ? present[path].version === wanted[path]?.version : wanted[path].optional || wanted[path].devOptional,
  );
}

async function install() {
  // Without the project's own Node on PATH: npm must not run on the binary that it is about to replace.
  const env = { ...process.env, PATH: pathWithoutProject() };
  const { code, output } = await captured('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], { env });
  if (code !== 0) throw new SetupFailure(`${output.trim()}\n\n${installAdvice(code, output)}`);
  if (existsSync(pinnedNode())) return;
  throw new SetupFailure(
    'npm installed the packages but ran none of their scripts, so the pinned Node is missing. Switch scripts on (`npm config delete ignore-scripts`), delete node_modules and try again.',
  );
}

const INSTALL_ADVICE = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/,
    'npm did not reach its registry. Check the network connection, or the proxy and registry that `npm config list` shows, and try again.',
  ],
  [/ENOSPC/, 'The disk is full. Kaasa needs about 1.5 GB for its packages and build; free some space and try again.'],
  [
    /EACCES|EPERM|EROFS/,
    `${root} cannot be written. Start Kaasa as the folder's owner, or change the owner with chown.`,
  ],
  [
    /EUSAGE|in sync/,
    'package-lock.json does not match package.json. Take both from the same commit, or run `npm install && npm run lock`.',
  ],
];

function installAdvice(code, output) {
  if (code === 127)
    return 'npm was not found. Install it together with Node 20 or newer (https://nodejs.org) and try again.';
  const known = INSTALL_ADVICE.find(([symptom]) => symptom.test(output));
  return known?.[1] ?? 'Installing the packages failed; what npm says is above. Once that is put right, try again.';
}

const SOURCES = ['app', 'components', 'db', 'domain', 'messages', 'public', 'server'];
const SOURCE_FILES = ['instrumentation.ts', 'next.config.ts', 'package-lock.json', 'tsconfig.json'];
const buildStamp = () => join(root, '.next', 'kaasa-sources');

function isBuilt() {
  return existsSync(buildStamp()) && readFileSync(buildStamp(), 'utf8') === sourcesHash();
}

/** SHA-256 over names and contents of everything that a build reads. */
function sourcesHash() {
  const inFolders = SOURCES.map((name) => join(root, name))
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const single = SOURCE_FILES.map((name) => join(root, name)).filter(existsSync);
  const hash = createHash('sha256');
  for (const file of [...inFolders, ...single].sort()) {
    hash.update(`${relative(root, file)}\0`).update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex');
}

async function build() {
  // Taken before and removed first: a source that changes meanwhile, or a kill, leads to another build.
  const hash = sourcesHash();
  rmSync(buildStamp(), { force: true });
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const { code, output } = await captured(pinnedNode(), [next, 'build'], {
    env: environment({ NODE_ENV: 'production' }),
  });
  if (code !== 0) throw new SetupFailure(`${output.trim()}\n\nThe build failed; its last lines above say where.`);
  writeFileSync(buildStamp(), hash);
}

/** PATH without this project's node_modules/.bin, which npm puts in front when it runs a script. */
function pathWithoutProject() {
  const modules = join(root, 'node_modules') + sep;
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((part) => !`${part}${sep}`.startsWith(modules))
    .join(delimiter);
}

async function timed(quiet, what, work) {
  const started = performance.now();
  if (!quiet) say(`${what}…`);
  await work();
  if (!quiet) say(`${what} took ${Math.round((performance.now() - started) / 1000)} s.`);
}

/** One process of this folder at a time: two that install or build at once would destroy each other's files. */
async function alone(lock, work) {
  for (let waits = 0; !takeLock(lock); waits += 1) {
    if (waits === 0) say('Waiting for another start to finish this step…');
    await delay(200);
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  try {
    await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** A symbolic link is made with its content in one step, so a lock always names its holder. */
function takeLock(lock) {
  try {
    symlinkSync(String(process.pid), lock);
    return true;
  } catch (error) {
    if (error.code === 'EACCES' || error.code === 'EROFS') throw new SetupFailure(installAdvice(1, error.code));
    if (error.code !== 'EEXIST') throw error;
  }
  const holder = lockHolder(lock);
  // in a container every start has the same number: a lock with ours was left by an earlier one
  const isDead = holder !== null && (holder === String(process.pid) || !isAlive(Number(holder)));
  if (isDead) takeAway(lock, holder);
  return false;
}

function lockHolder(lock) {
  try {
    return readlinkSync(lock);
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Removes a dead process's lock. Of two that try, the second may catch the first one's fresh lock: it puts it back. */
function takeAway(lock, deadHolder) {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (readlinkSync(aside) === deadHolder) rmSync(aside);
  else renameSync(aside, lock);
}
