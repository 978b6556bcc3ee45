import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./db/schema/users.ts', './db/schema/organisations.ts', './db/schema/instance.ts'],
  out: './db/migrations',
});
