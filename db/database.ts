// One type in front of both databases: embedded PGlite and PostgreSQL. Everything above speaks drizzle
// to `db`; what differs (opening, notifications, raw access for jobs and back-ups) is behind this type.

import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as documentRights from './schema/document-rights.ts';
import type * as documents from './schema/documents.ts';
import type * as files from './schema/files.ts';
import type * as instance from './schema/instance.ts';
import type * as organisations from './schema/organisations.ts';
import type * as rooms from './schema/rooms.ts';
import type * as search from './schema/search.ts';
import type * as users from './schema/users.ts';

export type Schema = typeof users &
  typeof organisations &
  typeof instance &
  typeof documents &
  typeof documentRights &
  typeof files &
  typeof rooms &
  typeof search;

/** The database or a transaction on it. Inside a transaction use only the transaction: PGlite has one connection. */
export type Db = PgDatabase<PgQueryResultHKT, Schema>;

export type Row = Record<string, unknown>;

/** One connection for statements that drizzle does not build: migrations, back-ups, maintenance. */
export type Connection = {
  /**
   * One statement with parameters `$1…`; values as the driver maps them. `isFrequent`: each connection reads and plans the
   * statement once, which saves a way there and back each time.
   */
  query(sql: string, params?: unknown[], isFrequent?: boolean): Promise<Row[]>;
  /** One or more statements without parameters. */
  exec(sql: string): Promise<void>;
};

export type Database = {
  kind: 'pglite' | 'postgres';
  db: Db;
  /** Outside any transaction. */
  connection: Connection;
  /** Runs `work` on one connection inside one transaction; whatever it throws rolls back. */
  transaction<T>(work: (connection: Connection) => Promise<T>, mode?: 'read-only'): Promise<T>;
  /** `payload`: at most 7,999 bytes of UTF-8. Delivered after commit, at most once, to every process. */
  notify(channel: string, payload: string): Promise<void>;
  /**
   * Resolves to the function that stops listening. `resumed` is called when listening goes on after a cut of the
   * connection: what was said in between is lost.
   */
  listen(channel: string, receive: (payload: string) => void, resumed?: () => void): Promise<() => Promise<void>>;
  /** The driver's own handle, for pg-boss. */
  native: unknown;
  close(): Promise<void>;
};

/** Why a database cannot be opened. The operator reads `message`; nothing else was done to the data. */
export class DatabaseUnavailable extends Error {
  readonly reason: 'in-use' | 'newer' | 'older' | 'unreachable' | 'too-old';
  constructor(reason: DatabaseUnavailable['reason'], message: string) {
    super(message);
    this.name = 'DatabaseUnavailable';
    this.reason = reason;
  }
}
