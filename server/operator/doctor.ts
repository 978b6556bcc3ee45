// What an operator wants to know before trouble: is what Kaasa stands on sound?

import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { syncCount } from '../../db/durable-node-fs.ts';
import { appliedCount, migrations } from '../../db/migrate.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import { mailStatus } from '../mail/queries.ts';
import type { Runtime } from '../runtime.ts';

type Finding = { ok: boolean; detail: string };
export type Check = Finding & { name: string };
export type Diagnosis = { ok: boolean; checks: Check[] };

const MIN_FREE_BYTES = 2 ** 30;
const MAX_DRIFT_MS = 2000;
const MIN_NODE_MAJOR = 24;
/** A mail that waits for longer has met more than a passing fault. */
const MAX_MAIL_WAIT_SECONDS = 3600;

const CHECKS = {
  database: (app) => (app.database.kind === 'postgres' ? checkPostgres(app) : checkEmbedded(app)),
  migrations: checkMigrations,
  mail: checkMail,
  disk: checkDisk,
  clock: checkClock,
  secret: checkSecret,
  folder: checkFolder,
  node: async () => checkNode(process.versions.node),
} satisfies Record<string, (app: Runtime) => Promise<Finding>>;

/** All checks, in a fixed order. */
export async function diagnose(ctx: Context): Promise<Result<Diagnosis>> {
  const allowed = authorise(ctx, 'instance.diagnose');
  if (!allowed.ok) return allowed;
  const checks: Check[] = [];
  for (const [name, check] of Object.entries(CHECKS)) checks.push({ name, ...(await check(ctx.app)) });
  return ok({ ok: checks.every((check) => check.ok), checks });
}

async function checkPostgres(app: Runtime): Promise<Finding> {
  const rows = await app.database.connection.query(
    `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'server_version') ORDER BY name`,
  );
  const settings = Object.fromEntries(rows.map(({ name, setting }) => [String(name), String(setting)]));
  const isDurable =
    settings.fsync === 'on' && settings.full_page_writes === 'on' && settings.synchronous_commit !== 'off';
  return {
    ok: isDurable,
    detail: Object.entries(settings)
      .map(([name, value]) => `${name} ${value}`)
      .join(', '),
  };
}

/** Believes no setting alone: a commit has to have reached the disk. */
async function checkEmbedded(app: Runtime): Promise<Finding> {
  const [row] = await app.database.connection.query(`SELECT current_setting('fsync') AS fsync`);
  const before = syncCount();
  await app.database.connection.query(`SELECT pg_logical_emit_message(true, 'kaasa', 'doctor')`);
  const isSynced = syncCount() > before;
  const detail = `fsync ${row?.fsync}, a commit ${isSynced ? 'reaches' : 'does not reach'} the disk`;
  return { ok: row?.fsync === 'on' && isSynced, detail: `embedded, ${detail}` };
}

async function checkMigrations(app: Runtime): Promise<Finding> {
  const [applied, known] = [await appliedCount(app.database.connection), migrations().length];
  return { ok: applied === known, detail: `${applied} of ${known} applied` };
}

async function checkMail(app: Runtime): Promise<Finding> {
  const status = await mailStatus(app);
  const counts = `${status.waiting} waiting, ${status.failed} failed`;
  if (status.mode === 'files') return { ok: true, detail: `no SMTP_URL: mails become files in DATA_DIR; ${counts}` };
  const isPrompt = (status.oldestWaitingSeconds ?? 0) <= MAX_MAIL_WAIT_SECONDS;
  const reach = status.smtpReachable ? 'answers' : 'does not answer';
  return { ok: status.smtpReachable === true && isPrompt, detail: `the mail server ${reach}; ${counts}` };
}

async function checkDisk(app: Runtime): Promise<Finding> {
  const { bavail, bsize } = await statfs(app.config.dataDir);
  const free = bavail * bsize;
  return { ok: free >= MIN_FREE_BYTES, detail: `${(free / 2 ** 30).toFixed(1)} GiB free in DATA_DIR` };
}

async function checkClock(app: Runtime): Promise<Finding> {
  await app.clock.measure();
  const drift = app.clock.driftMs();
  return { ok: Math.abs(drift) < MAX_DRIFT_MS, detail: `${drift} ms between the database's clock and this machine's` };
}

async function checkSecret(app: Runtime): Promise<Finding> {
  const file = join(app.config.dataDir, 'auth-secret');
  const mode = await modeOf(file);
  if (mode === null) return { ok: true, detail: 'AUTH_SECRET is in the environment' };
  return privateMode(file, mode);
}

async function checkFolder(app: Runtime): Promise<Finding> {
  return privateMode(app.config.dataDir, (await modeOf(app.config.dataDir)) ?? 0);
}

/** Permission bits, null when there is no such file. */
async function modeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mode & 0o777;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function privateMode(path: string, mode: number): Finding {
  const isPrivate = (mode & 0o077) === 0;
  const advice = isPrivate ? '' : `: others may look inside; chmod go= ${path}`;
  return { ok: isPrivate, detail: `${path} has mode ${mode.toString(8).padStart(4, '0')}${advice}` };
}

function checkNode(version: string): Finding {
  return { ok: Number(version.split('.')[0]) >= MIN_NODE_MAJOR, detail: `Node ${version}` };
}
