// The lock file against what is known to be unsafe (O5): versions below their floor, at the top or nested in another
// package, and install scripts of packages that nobody decided on.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/bootstrap.mjs';
import { addMissingPlatforms, normaliseAddresses } from '../../scripts/complete-lock.mjs';

type LockEntry = {
  version?: string;
  hasInstallScript?: boolean;
  resolved?: string;
  integrity?: string;
  optional?: boolean;
};
type Packages = Record<string, LockEntry>;

/** The oldest version without a known hole that concerns us. Mammoth joins when Word files are read. */
const FLOORS: Record<string, string> = {
  '@auth/core': '0.41.3',
  'drizzle-orm': '0.45.2',
  next: '16.4.5',
  nodemailer: '10.0.14',
};

const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const lock = (): Packages => read('package-lock.json').packages;
const nameOf = (path: string) => path.split('node_modules/').at(-1) ?? '';

function belowFloor(packages: Packages): string[] {
  return Object.entries(packages)
    .filter(([path, { version }]) => isOlder(version ?? '0', FLOORS[nameOf(path)] ?? '0'))
    .map(([path, { version }]) => `${path} ${version}`);
}

/** A prerelease of a version is older than it, as in semver. */
function isOlder(version: string, floor: string): boolean {
  const [release = '', prerelease] = version.split('-');
  const difference = release.localeCompare(floor, 'en', { numeric: true });
  return difference < 0 || (difference === 0 && prerelease !== undefined);
}

function undecidedScripts(packages: Packages, decisions: Record<string, boolean>): string[] {
  const withScripts = Object.entries(packages).filter(([, entry]) => entry.hasInstallScript);
  return withScripts.map(([path]) => nameOf(path)).filter((name) => !(name in decisions));
}

test('every locked copy of a package is at its floor or above (O5)', () => {
  const packages = lock();
  expect(belowFloor(packages)).toEqual([]);
  for (const name of Object.keys(FLOORS)) expect(packages, name).toHaveProperty([`node_modules/${name}`]);
});

test('a version below its floor is reported, nested ones too (O5)', () => {
  const planted: Packages = {
    'node_modules/next': { version: '16.4.4' },
    'node_modules/@auth/core': { version: '0.41.3' },
    'node_modules/@auth/core/node_modules/nodemailer': { version: '7.0.13' },
    'node_modules/nodemailer': { version: '10.0.14-rc.1' },
    'node_modules/drizzle-orm': { version: '0.5.99' },
    'node_modules/next-intl': { version: '4.0.0' },
  };
  expect(belowFloor(planted)).toEqual([
    'node_modules/next 16.4.4',
    'node_modules/@auth/core/node_modules/nodemailer 7.0.13',
    'node_modules/nodemailer 10.0.14-rc.1',
    'node_modules/drizzle-orm 0.5.99',
  ]);
});

test('each package with an install script is allowed or refused by name', () => {
  expect(undecidedScripts(lock(), read('package.json').allowScripts)).toEqual([]);
});

test('a package that brings an install script unasked is reported', () => {
  const planted: Packages = { 'node_modules/a/node_modules/miner': { version: '1.0.0', hasInstallScript: true } };
  expect(undecidedScripts(planted, { a: true })).toEqual(['miner']);
});

test('the lock file installs on every system and names no private registry', () => {
  const packages = lock();
  expect(addMissingPlatforms(structuredClone(packages))).toEqual([]);
  expect(normaliseAddresses(structuredClone(packages))).toEqual([]);
});

test("a lock file's missing platforms are added and its mirror addresses put right", () => {
  const planted: Packages & Record<string, { optionalDependencies?: Record<string, string> }> = {
    'node_modules/next': { version: '1.2.3', optionalDependencies: { '@next/swc-darwin-arm64': '1.2.3' } },
    'node_modules/@a/b': { resolved: 'https://mirror.example/npm/@a/b/-/b-1.0.0.tgz' },
  };
  expect(addMissingPlatforms(planted)).toEqual(['node_modules/@next/swc-darwin-arm64']);
  expect(planted['node_modules/@next/swc-darwin-arm64']).toEqual({
    version: '1.2.3',
    cpu: ['arm64'],
    os: ['darwin'],
    optional: true,
  });
  expect(normaliseAddresses(planted)).toEqual(['node_modules/@a/b']);
  expect(planted['node_modules/@a/b']?.resolved).toBe('https://registry.npmjs.org/@a/b/-/b-1.0.0.tgz');
});
