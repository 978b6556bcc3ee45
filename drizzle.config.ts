import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './db/schema/users.ts',
    './db/schema/organisations.ts',
    './db/schema/instance.ts',
    './db/schema/documents.ts',
    './db/schema/document-rights.ts',
    './db/schema/files.ts',
    './db/schema/rooms.ts',
    './db/schema/search.ts',
  ],
  out: './db/migrations',
});
