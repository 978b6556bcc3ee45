// What a person says about themselves and how they wish to be told of things.

import { z } from 'zod';
import { LOCALES } from '../locale.ts';
import { personName, revision } from '../text.ts';

/** `digest`: how often what happened is gathered into one mail; `never` leaves only what concerns sign-in. */
export const DIGESTS = ['at-once', 'daily', 'weekly', 'never'] as const;
export type NotificationWishes = { digest: (typeof DIGESTS)[number] };
export const DEFAULT_NOTIFICATIONS: NotificationWishes = { digest: 'daily' };

export const profileForm = z.object({
  name: personName,
  locale: z.enum(LOCALES),
  digest: z.enum(DIGESTS),
  revision,
});
export type ProfileForm = z.infer<typeof profileForm>;
