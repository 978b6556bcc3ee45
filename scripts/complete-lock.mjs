// `npm run lock`: makes package-lock.json installable everywhere. Written behind a registry that lacks other systems'
// optional binaries, it misses their entries and `npm ci` refuses it; written behind a mirror, it may name that mirror.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bootstrap.mjs';

const REGISTRY = 'https://registry.npmjs.org';
const SYSTEMS = 'aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32';
const PROCESSORS = 'arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64';
const PLATFORM = new RegExp(`(${SYSTEMS})-(${PROCESSORS})`);
const C_LIBRARY = /linux-.*-(musl|gnu)/;

/**
 * Adds an entry for every optional dependency that has none: its exact version from its parent, its system and
 * processor from its name. @returns {string[]} paths of the entries added
 */
export function addMissingPlatforms(packages) {
  const added = [];
  for (const [path, parent] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(parent.optionalDependencies ?? {})) {
      if (packages[`${path}/node_modules/${name}`] || packages[`node_modules/${name}`]) continue;
      packages[`node_modules/${name}`] = platformEntry(name, range, parent);
      added.push(`node_modules/${name}`);
    }
  }
  return added;
}

/** Points every download address at the public registry; npm itself swaps in whichever registry is configured. */
export function normaliseAddresses(packages) {
  const changed = [];
  for (const [path, entry] of Object.entries(packages)) {
    if (!entry.resolved?.startsWith('http') || entry.resolved.startsWith(`${REGISTRY}/`)) continue;
    entry.resolved = REGISTRY + new URL(entry.resolved).pathname.replace(/^.*?(\/(@[^/]+\/)?[^/]+\/-\/)/, '$1');
    changed.push(path);
  }
  return changed;
}

function platformEntry(name, range, parent) {
  const platform = PLATFORM.exec(name);
  if (!platform) throw new Error(`${name}: which system and processor it is for cannot be read from its name`);
  return {
    version: range.replace(/^[~^]/, ''),
    cpu: [platform[2]],
    ...(parent.dev ? { dev: true } : {}),
    ...(C_LIBRARY.test(name) ? { libc: [name.includes('musl') ? 'musl' : 'glibc'] } : {}),
    optional: true,
    os: [platform[1]],
  };
}

function byPath([a], [b]) {
  return a < b ? -1 : 1;
}

if (process.argv[1]?.endsWith('complete-lock.mjs')) {
  const file = join(root, 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const added = addMissingPlatforms(lock.packages);
  const changed = normaliseAddresses(lock.packages);
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byPath));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`package-lock.json: ${added.length} entries added, ${changed.length} addresses put right\n`);
}
