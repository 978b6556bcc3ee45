// What a load balancer or a monitor asks: does this process reach its database? It needs neither a session nor Next.

import { appliedCount } from '../../db/migrate.ts';
import type { Runtime } from '../runtime.ts';
import type { DoorResponse } from './response.ts';

export const HEALTH_PATH = '/api/health';
const PATIENCE_MS = 2000;
const FRESH_MS = 1000;

type Health = {
  status: 'ok' | 'unavailable';
  database: { kind: 'pglite' | 'postgres'; reachable: boolean; migrations: number | null };
};

/** 200, or 503 when the database has not answered within two seconds. */
export async function answerHealth(app: Runtime, res: DoorResponse): Promise<void> {
  const health = await recent(app);
  res.statusCode = health.status === 'ok' ? 200 : 503;
  res.setHeader('content-type', 'application/json');
  res.setHeader('cache-control', 'no-store');
  res.end(JSON.stringify(health));
}

const measured = new WeakMap<Runtime, { at: number; health: Promise<Health> }>();

/** Anybody may ask as often as they like: the database is asked once a second. */
function recent(app: Runtime): Promise<Health> {
  const at = performance.now();
  const before = measured.get(app);
  if (before && at - before.at < FRESH_MS) return before.health;
  const health = measure(app);
  measured.set(app, { at, health });
  return health;
}

async function measure(app: Runtime): Promise<Health> {
  const { kind } = app.database;
  const migrations = await Promise.race([countMigrations(app), patience()]);
  const reachable = migrations !== null;
  return { status: reachable ? 'ok' : 'unavailable', database: { kind, reachable, migrations } };
}

async function countMigrations(app: Runtime): Promise<number | null> {
  try {
    return await appliedCount(app.database.connection);
  } catch (error) {
    app.log.error({ err: error }, 'health: the database does not answer');
    return null;
  }
}

function patience(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE_MS).unref());
}
