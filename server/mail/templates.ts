// What each mail needs to be written.

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
