// The tests in the browser: a real server as `npm start` gives it, with the demo story in a database of its own,
// looked at on a desktop and on a phone.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { browserArguments, browserProgram } from './scripts/browser.ts';
import { freePort } from './scripts/free-port.ts';

// Kept in the environment: Playwright reads this file once in each of its processes, and all must agree.
process.env.KAASA_E2E_PORT ??= String(await freePort());
process.env.KAASA_E2E_DATA_DIR ??= temporaryFolder();
const baseURL = `http://localhost:${process.env.KAASA_E2E_PORT}`;

// Fills the instance with hundreds of people, through whom the others would have to look.
const LAST = /hostile-names\.spec\.ts/;

export default defineConfig({
  testDir: 'tests/e2e',
  forbidOnly: true,
  // A file a worker: the tests of one file follow each other, and files share no person whose state they change.
  workers: 2,
  timeout: 90_000,
  globalTimeout: 15 * 60_000,
  // Two browsers and a server share two cores on the smallest machines that check this.
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL,
    locale: 'et-EE',
    timezoneId: 'Europe/Tallinn',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: browserProgram() ?? undefined, args: browserArguments() },
  },
  projects: [
    { name: 'desktop', testIgnore: LAST, use: { ...devices['Desktop Chrome'] } },
    { name: 'phone', testIgnore: LAST, use: { ...devices['Pixel 7'] } },
    { name: 'last', testMatch: LAST, dependencies: ['desktop', 'phone'], use: { ...devices['Desktop Chrome'] } },
  ],
  webServer: {
    command: 'node scripts/start.mjs',
    url: baseURL,
    env: {
      PORT: process.env.KAASA_E2E_PORT,
      DATA_DIR: process.env.KAASA_E2E_DATA_DIR,
      PUBLIC_URL: baseURL,
      DATABASE_URL: '',
      SMTP_URL: '',
      KAASA_SEED: 'demo',
      LOG_LEVEL: 'warn',
    },
    timeout: 5 * 60_000,
    stdout: 'ignore',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});

/** Gone with the process that made it, which ends after its server; a global tear-down would run before that. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kaasa-e2e-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
