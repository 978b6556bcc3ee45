// Databases that tests make for themselves on a PostgreSQL server, through its administrator.

import { randomUUID } from 'node:crypto';
import postgres from 'postgres';

/** Creates a database of a random name on `server`, a copy of `template` when given (nobody may be connected to that). */
export async function createDatabase(server: string, template?: string): Promise<{ name: string; url: string }> {
  const name = `kaasa_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ''}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { name, url: url.href };
}

/** Drops the database, connected clients or not. */
export async function dropDatabase(server: string, name: string): Promise<void> {
  await administer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

async function administer(server: string, statement: string): Promise<void> {
  const administrator = postgres(server, { max: 1, onnotice: () => {} });
  try {
    await administrator.unsafe(statement);
  } finally {
    await administrator.end();
  }
}
