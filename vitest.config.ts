// The tests below the browser, in projects: what needs no database, and what needs one, on the embedded database
// and, when KAASA_TEST_POSTGRES names a server's administrator, on PostgreSQL too.

import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const ON_EACH_DATABASE = ['tests/{db,server,collab}/**/*.test.ts'];

const pure: TestProjectInlineConfiguration = {
  extends: true,
  test: { name: 'pure', include: ['tests/{domain,architecture}/**/*.test.ts'] },
};

const embedded: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'embedded',
    include: [...ON_EACH_DATABASE, 'tests/app/**/*.test.ts'],
    globalSetup: ['tests/support/prepare-embedded.ts'],
    env: { KAASA_TEST_POSTGRES: '' },
  },
};

const onPostgres: TestProjectInlineConfiguration = {
  extends: true,
  test: { name: 'postgres', include: ON_EACH_DATABASE, globalSetup: ['tests/support/prepare-postgres.ts'] },
};

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: process.env.KAASA_TEST_POSTGRES ? [pure, embedded, onPostgres] : [pure, embedded],
  },
});
