// What every query and command receives first: who asks, when, through what, and the database.

import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Db } from '../db/database.ts';
import type { Viewer } from '../domain/people/viewer.ts';
import type { Runtime } from './runtime.ts';

/** Through what a change came; kept in the audit log. */
export type Client = 'browser' | 'command-line' | 'job';

export type Context = {
  app: Runtime;
  db: Db;
  viewer: Viewer;
  now: Date;
  log: Logger;
  client: Client;
  /** Null outside an HTTP request. */
  requestId: string | null;
  /** A fresh random id (UUID v4). */
  newId(): string;
};

export function createContext(
  app: Runtime,
  viewer: Viewer,
  client: Client,
  request: { id: string; log: Logger } | null = null,
): Context {
  return {
    app,
    db: app.database.db,
    viewer,
    now: app.clock.now(),
    log: request?.log ?? app.log,
    client,
    requestId: request?.id ?? null,
    newId: randomUUID,
  };
}
