// Hocuspocus as its manual sets it up, with the Database extension on PostgreSQL: DATABASE_URL, PORT.

import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });

const database = new Database({
  fetch: async ({ documentName }) => {
    const { rows } = await pool.query('SELECT data FROM documents WHERE name = $1', [documentName]);
    return rows[0]?.data ?? null;
  },
  store: async ({ documentName, state }) => {
    await pool.query(
      'INSERT INTO documents (name, data) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET data = EXCLUDED.data',
      [documentName, state],
    );
  },
});

await new Server({ port: Number(process.env.PORT), quiet: true, extensions: [database] }).listen();
