// An invitation: what is asked when inviting, and what state one is in.

import { z } from 'zod';
import { LOCALES } from '../locale.ts';
import { email, optional, personName, rowId } from '../text.ts';
import { INSTANCE_ROLES } from './viewer.ts';

/** How many days an invitation may wait for its answer; the inviter chooses. */
export const INVITATION_TERMS = [7, 14, 30] as const;
export const DEFAULT_INVITATION_DAYS = 14;
/** After this many days no invitation is valid any more. */
export const LONGEST_INVITATION_DAYS = 30;

export const invitationForm = z.object({
  email,
  role: z.enum(INSTANCE_ROLES),
  /** '' when the person belongs to no organisation of the network. */
  organisationId: optional(rowId).default(''),
  locale: z.enum(LOCALES),
  days: z.coerce.number().int().min(1).max(LONGEST_INVITATION_DAYS).default(DEFAULT_INVITATION_DAYS),
});
export type InvitationForm = z.infer<typeof invitationForm>;

export const acceptanceForm = z.object({ name: personName, locale: z.enum(LOCALES) });
export type AcceptanceForm = z.infer<typeof acceptanceForm>;

export type InvitationState = 'open' | 'accepted' | 'revoked' | 'expired';

/** The state at `now`, from stored instants only. */
export function invitationState(
  invitation: { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  now: Date,
): InvitationState {
  if (invitation.acceptedAt !== null) return 'accepted';
  if (invitation.revokedAt !== null) return 'revoked';
  return invitation.expiresAt.getTime() <= now.getTime() ? 'expired' : 'open';
}
