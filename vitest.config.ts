// The tests below the browser, in projects: what needs no database, and what needs one, on the embedded database
// and, when KAASA_TEST_POSTGRES names a server's administrator, on PostgreSQL too; and what needs the built whole.

import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const ON_EACH_DATABASE = ['tests/{db,server,collab}/**/*.test.ts'];

/** One process runs many files: PGlite is compiled once in it, and what a file's instance left behind is its own. */
const SHARED = { isolate: false };

const pure: TestProjectInlineConfiguration = {
  extends: true,
  test: { ...SHARED, name: 'pure', include: ['tests/{domain,architecture}/**/*.test.ts'] },
};

const embedded: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    ...SHARED,
    name: 'embedded',
    include: [...ON_EACH_DATABASE, 'tests/app/**/*.test.ts'],
    globalSetup: ['tests/support/prepare-embedded.ts'],
    env: { KAASA_TEST_POSTGRES: '' },
  },
};

const onPostgres: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    ...SHARED,
    name: 'postgres',
    include: ON_EACH_DATABASE,
    globalSetup: ['tests/support/prepare-postgres.ts'],
  },
};

const served: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'served',
    include: ['tests/served/**/*.test.ts'],
    globalSetup: ['tests/support/prepare-served.ts'],
    testTimeout: 240_000,
  },
};

export default defineConfig({
  test: {
    // Patient with a busy machine; a test that takes this long on an idle one is wrong.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // By default one core is kept free, on two cores half of the machine.
    maxWorkers: '100%',
    projects: process.env.KAASA_TEST_POSTGRES ? [pure, embedded, onPostgres, served] : [pure, embedded, served],
  },
});
