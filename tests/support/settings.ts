// The form of the settings as an administrator sends it when nothing was changed.

import type { SettingsForm } from '../../domain/people/settings.ts';
import type { Context } from '../../server/context.ts';
import { loadSettings } from '../../server/settings/queries.ts';

/** The stored settings as a form, with `changes` typed in. */
export async function filledForm(ctx: Context, changes: Partial<SettingsForm> = {}): Promise<SettingsForm> {
  const { retention, logoId: _, ...settings } = await loadSettings(ctx.db);
  return { ...settings, ...retention, ...changes };
}
