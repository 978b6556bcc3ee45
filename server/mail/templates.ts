// What each mail needs to be written.

import { LONGEST_INVITATION_DAYS } from '../../domain/people/invitation.ts';
import type { InstanceRole } from '../../domain/people/viewer.ts';

export type MailParams = {
  /** `url` opens the page with the button that signs in; valid for `minutes`. */
  'sign-in': { url: string; minutes: number };
  /** The same, and confirming binds the identity that `identityName` has at `issuerHost`. */
  'bind-identity': { url: string; minutes: number; identityName: string; issuerHost: string };
  /** `organisation`: its name in the mail's language, null when the invitation names none. */
  invitation: { url: string; inviter: string | null; organisation: string | null; role: InstanceRole; expiresAt: Date };
};
export type MailTemplate = keyof MailParams;

export const MAIL_TEMPLATES = ['sign-in', 'bind-identity', 'invitation'] as const satisfies readonly MailTemplate[];

/**
 * Mails whose link lets its holder in, and the days until that link is certainly dead. Nobody but the recipient
 * may read them; a mail that is not listed holds no such link.
 */
export const LINK_LIFE_DAYS: Readonly<Partial<Record<string, number>>> = {
  'sign-in': 1,
  'bind-identity': 1,
  invitation: LONGEST_INVITATION_DAYS,
} satisfies Partial<Record<MailTemplate, number>>;

/** Mails that somebody is waiting for at this moment: they overtake all others. */
export const URGENT_TEMPLATES: ReadonlySet<MailTemplate> = new Set(['sign-in', 'bind-identity']);
