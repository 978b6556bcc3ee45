// The settings of the instance as everything reads them: kept in memory while this process listens for changes,
// for every page needs them.

import { eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { attachments, settings } from '../../db/schema/instance.ts';
import type { Localised } from '../../domain/locale.ts';
import { can } from '../../domain/permissions.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Context } from '../context.ts';
import { readAttachment } from '../files/attachments.ts';
import { processMemory } from '../process-memory.ts';
import type { Runtime } from '../runtime.ts';
import { defaultSettings, type Settings } from './defaults.ts';

/** The channel on which a change of the settings is announced. */
export const SETTINGS_CHANGED = 'settings_changed';

/** A notification can be lost while the connection to PostgreSQL is cut: nothing older than this is believed. */
const MAX_AGE_MS = 60_000;

type Memory = { isWatched: boolean; drops: number; held: { value: Settings; at: number } | null };

const memoryOf = (app: Runtime) =>
  processMemory<Memory>(app, 'settings', () => ({ isWatched: false, drops: 0, held: null }));

/** The settings, or the defaults while nobody has saved any. Inside a transaction pass it as `db`. */
export async function readSettings(ctx: Context, db: Db = ctx.app.database.db): Promise<Settings> {
  if (!can(ctx.viewer, 'site.read')) throw new Error('the settings are read by everybody');
  const memory = memoryOf(ctx.app);
  const { held, drops } = memory;
  if (held && ctx.now.getTime() - held.at < MAX_AGE_MS) return held.value;
  const value = await loadSettings(db);
  // What a transaction sees may never be committed, and what was read before a change must not outlive it.
  if (memory.isWatched && memory.drops === drops && db === ctx.app.database.db) {
    memory.held = { value, at: ctx.now.getTime() };
  }
  return value;
}

/** The stored settings, past every memory; the defaults when there is no row. */
export async function loadSettings(db: Db): Promise<Settings> {
  const [row] = await db.select().from(settings).where(eq(settings.id, 1));
  const defaults = defaultSettings();
  if (row === undefined) return defaults;
  return {
    ...row,
    privacyNotice: filled(row.privacyNotice) ?? defaults.privacyNotice,
    accessibilityStatement: filled(row.accessibilityStatement) ?? defaults.accessibilityStatement,
  };
}

/** The settings if this process holds them at the moment: for answers that cannot wait for the database. */
export function heldSettings(app: Runtime): Settings | undefined {
  return memoryOf(app).held?.value;
}

/** Forgets the settings that this process holds. */
export function dropSettings(app: Runtime): void {
  const memory = memoryOf(app);
  memory.drops += 1;
  memory.held = null;
}

/** Keeps the settings in memory from now on, until another process or this one changes them. Resolves to the function that ends it. */
export async function watchSettings(app: Runtime): Promise<() => Promise<void>> {
  const stop = await app.database.listen(SETTINGS_CHANGED, () => dropSettings(app));
  memoryOf(app).isWatched = true;
  return async () => {
    memoryOf(app).isWatched = false;
    dropSettings(app);
    await stop();
  };
}

export type Logo = { bytes: Uint8Array; mediaType: string; sha256: string };

/** The logo, only while it is the instance's: no other attachment is public through it. */
export async function readLogo(ctx: Context, id: string): Promise<Result<Logo>> {
  const { logoId } = await readSettings(ctx);
  if (logoId === null || logoId !== id) return fail('not-found');
  const { mediaType, sha256, size } = attachments;
  const [logo] = await ctx.db.select({ mediaType, sha256, size }).from(attachments).where(eq(attachments.id, id));
  if (!logo) return fail('not-found');
  const bytes = Buffer.concat(await Array.fromAsync(readAttachment(ctx.db, id, 0, logo.size)));
  return ok({ mediaType: logo.mediaType, sha256: logo.sha256, bytes });
}

/** A text that is empty in every language is no text; one that is empty in some is shown in another. */
function filled(text: Localised): Localised | null {
  return Object.values(text).some(Boolean) ? text : null;
}
