// The browser of the end-to-end tests: the system's Chromium when there is one, else Playwright's own download.

import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { foreground, SetupFailure, say } from './bootstrap.mjs';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const isRoot = () => process.getuid?.() === 0;

/** The program to drive, null when none is installed. */
export function browserProgram(): string | null {
  return [...SYSTEM_BROWSERS, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

/** What Chromium is started with: no sandbox for root, who cannot have one, and no talk with its maker's servers. */
export function browserArguments(): string[] {
  const quiet = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return isRoot() ? ['--no-sandbox', ...quiet] : quiet;
}

/** Installs Chromium when none is there: Debian's as root on Debian, else Playwright's own. */
export async function ensureBrowser(): Promise<void> {
  if (browserProgram() !== null) return;
  say('Installing Chromium…');
  if (isDebianRoot()) await installDebianPackage('chromium');
  if (browserProgram() !== null) return;
  await foreground('npx', ['playwright', 'install', ...(isRoot() ? ['--with-deps'] : []), 'chromium']);
  if (browserProgram() !== null) return;
  throw new SetupFailure(
    'No Chromium was found or could be installed. Install Chromium or Chrome and run `npm test` again.',
  );
}

/** Whether this process may install Debian's packages. */
export function isDebianRoot(): boolean {
  return isRoot() && existsSync('/etc/debian_version');
}

/** Installs a Debian package; whether that worked is seen by what is there afterwards. */
export async function installDebianPackage(name: string): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await foreground('apt-get', ['update', '-qq'], { env });
  await foreground('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { env });
}
