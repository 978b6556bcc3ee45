'use server';
// What the settings form does.

import { z } from 'zod';
import { settingsForm } from '../../../../../domain/people/settings.ts';
import { checkbox } from '../../../../../domain/text.ts';
import { type LogoChange, saveSettings } from '../../../../../server/settings/commands.ts';
import { action } from '../../../../action.ts';

const form = settingsForm.extend({ logo: z.instanceof(File).optional(), removeLogo: checkbox });

export const saveSettingsAction = action(
  form,
  async (ctx, { logo, removeLogo, ...settings }) => saveSettings(ctx, settings, await logoChange(logo, removeLogo)),
  { message: 'saved' },
);

/** A file field that was left alone sends an empty file. */
async function logoChange(logo: File | undefined, isRemoved: boolean): Promise<LogoChange> {
  if (logo === undefined || logo.size === 0) return isRemoved ? 'remove' : 'keep';
  return { bytes: new Uint8Array(await logo.arrayBuffer()), name: logo.name };
}
