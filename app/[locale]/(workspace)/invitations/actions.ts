'use server';
// What the forms about invitations do.

import { z } from 'zod';
import { invitationForm } from '../../../../domain/people/invitation.ts';
import { rowId } from '../../../../domain/text.ts';
import { invitePerson, resendInvitation, revokeInvitation } from '../../../../server/people/invitations.ts';
import { action } from '../../../action.ts';

const byId = z.object({ id: rowId });

export const inviteAction = action(invitationForm, invitePerson, { message: 'invited' });
export const resendAction = action(byId, (ctx, { id }) => resendInvitation(ctx, id), { message: 'invited' });
export const revokeAction = action(byId, (ctx, { id }) => revokeInvitation(ctx, id), { message: 'revoked' });
