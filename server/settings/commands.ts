// Changing the settings of the instance, its logo included.

import { eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { attachments, settings } from '../../db/schema/instance.ts';
import { cleanImage, type Image } from '../../domain/image.ts';
import { LOCALES, type Localised } from '../../domain/locale.ts';
import type { SettingsForm } from '../../domain/people/settings.ts';
import { type Failure, fail, ok, type Result } from '../../domain/result.ts';
import { singleLine } from '../../domain/text.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { storeAttachment } from '../files/attachments.ts';
import { authorise } from '../guard.ts';
import { transact } from '../transact.ts';
import { BARE_SETTINGS, defaultSettings, type Settings } from './defaults.ts';
import { dropSettings, loadSettings, SETTINGS_CHANGED } from './queries.ts';

/** A new picture as it was uploaded, or what becomes of the one there is. */
export type LogoChange = { bytes: Uint8Array; name: string } | 'keep' | 'remove';

/** `current`: what somebody else saved meanwhile; the other value is the form that was sent. */
export type SettingsSaved = Result<{ revision: number }> | { ok: false; error: Failure & { current: Settings } };

const MAX_LOGO_BYTES = 1024 * 1024;

/** Fails `stale` (with `current`), or `image-invalid` for what is no PNG, JPEG or WebP of at most 1 MiB. */
export async function saveSettings(ctx: Context, form: SettingsForm, logo: LogoChange): Promise<SettingsSaved> {
  const allowed = authorise(ctx, 'settings.edit');
  if (!allowed.ok) return allowed;
  const image = typeof logo === 'string' ? ok(null) : readImage(logo.bytes);
  if (!image.ok) return image;
  const saved = await transact(ctx, async (tx) => {
    const before = await lockSettings(tx);
    if (before.revision !== form.revision) return fail('stale');
    const logoId = image.value ? await addImage(ctx, tx, image.value, logo) : logo === 'remove' ? null : before.logoId;
    const revision = before.revision + 1;
    await tx
      .update(settings)
      .set({ ...columns(form), logoId, revision })
      .where(eq(settings.id, 1));
    if (before.logoId !== null && before.logoId !== logoId) await removeImage(tx, before.logoId);
    await record(ctx, tx, 'settings.changed', { kind: 'settings', id: '1' }, { revision });
    await announceChange(tx);
    return ok({ revision });
  });
  if (saved.ok) dropSettings(ctx.app);
  if (saved.ok || saved.error.code !== 'stale') return saved;
  return { ok: false, error: { ...saved.error, current: await loadSettings(ctx.db) } };
}

/** Sent by the database at commit, and only then: no process that dies in between leaves others with old settings. */
async function announceChange(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_notify(${SETTINGS_CHANGED}, '')`);
}

/** The one row, made at first use, locked until the transaction ends. */
async function lockSettings(tx: Db): Promise<{ revision: number; logoId: string | null }> {
  const fresh = { id: 1, ...BARE_SETTINGS };
  await tx.insert(settings).values(fresh).onConflictDoNothing({ target: settings.id });
  const { revision, logoId } = settings;
  const [row] = await tx.select({ revision, logoId }).from(settings).where(eq(settings.id, 1)).for('update');
  return row ?? fresh;
}

function columns(form: SettingsForm) {
  const { sentMailDays, invitationDays, revision: _, ...rest } = form;
  const defaults = defaultSettings();
  return {
    ...rest,
    locales: LOCALES.filter((locale) => form.locales.includes(locale)),
    retention: { sentMailDays, invitationDays },
    privacyNotice: ownText(form.privacyNotice, defaults.privacyNotice),
    accessibilityStatement: ownText(form.accessibilityStatement, defaults.accessibilityStatement),
  };
}

/** An unchanged default is not stored, so that the instance follows it when a later Kaasa words it better. */
function ownText(text: Localised, standard: Localised): Localised {
  return LOCALES.every((locale) => (text[locale] ?? '') === (standard[locale] ?? '')) ? {} : text;
}

function readImage(bytes: Uint8Array): Result<Image> {
  return bytes.length > MAX_LOGO_BYTES
    ? fail('image-invalid', { fields: [{ field: 'logo', code: 'image' }] })
    : cleanImage(bytes);
}

async function addImage(ctx: Context, tx: Db, image: Image, logo: LogoChange): Promise<string> {
  const id = ctx.newId();
  const name = singleLine(200).safeParse(typeof logo === 'string' ? '' : logo.name);
  await storeAttachment(tx, {
    id,
    name: name.success ? name.data : 'logo',
    mediaType: image.mediaType,
    bytes: image.bytes,
    createdAt: ctx.now,
  });
  return id;
}

async function removeImage(tx: Db, id: string): Promise<void> {
  await tx.delete(attachments).where(eq(attachments.id, id));
}
