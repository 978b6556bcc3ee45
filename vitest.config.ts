import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['tests/{domain,db,server,collab,app,architecture}/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
});
