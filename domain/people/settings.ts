// The settings of an instance: what an administrator may choose, and within which bounds.

import { z } from 'zod';
import { LOCALES } from '../locale.ts';
import { accentColour, email, localisedName, localisedText, optional, revision, timeZone } from '../text.ts';

/** How long things are kept, in days. */
export type Retention = {
  /** Mails that were sent. */
  sentMailDays: number;
  /** Invitations after they expired or were revoked. */
  invitationDays: number;
};
export const DEFAULT_RETENTION: Retention = { sentMailDays: 30, invitationDays: 90 };

const days = z.coerce.number().int().min(1).max(3650);

export const settingsForm = z.object({
  name: localisedName,
  accent: accentColour,
  locales: z.array(z.enum(LOCALES)).min(1),
  timeZone,
  sentMailDays: days,
  invitationDays: days,
  privacyNotice: localisedText(20_000),
  accessibilityStatement: localisedText(20_000),
  feedbackEmail: optional(email),
  revision,
});
export type SettingsForm = z.infer<typeof settingsForm>;
