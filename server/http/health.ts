// What a load balancer or a monitor asks: does this process reach its database? It needs neither a session nor Next.

import { appliedCount } from '../../db/migrate.ts';
import type { Runtime } from '../runtime.ts';
import type { DoorResponse } from './response.ts';

export const HEALTH_PATH = '/api/health';
const PATIENCE_MS = 2000;

type Health = {
  status: 'ok' | 'unavailable';
  database: { kind: 'pglite' | 'postgres'; reachable: boolean; migrations: number | null };
};

/** 200, or 503 when the database has not answered within two seconds. */
export async function answerHealth(app: Runtime, res: DoorResponse): Promise<void> {
  const health = await measure(app);
  res.statusCode = health.status === 'ok' ? 200 : 503;
  res.setHeader('content-type', 'application/json');
  res.setHeader('cache-control', 'no-store');
  res.end(JSON.stringify(health));
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
