'use server';
// What the forms about one's own account do.

import { z } from 'zod';
import { profileForm } from '../../../../domain/people/profile.ts';
import { viewerId } from '../../../../domain/people/viewer.ts';
import { rowId } from '../../../../domain/text.ts';
import { revokeOtherSessions, revokeSession } from '../../../../server/auth/commands.ts';
import { saveProfile } from '../../../../server/people/commands.ts';
import { erasePerson } from '../../../../server/people/personal-data.ts';
import { action } from '../../../action.ts';

export const saveProfileAction = action(profileForm, saveProfile, { message: 'saved' });

export const revokeSessionAction = action(z.object({ id: rowId }), (ctx, { id }) => revokeSession(ctx, id), {
  message: 'sessionEnded',
});

export const revokeOtherSessionsAction = action(
  z.object({}),
  (ctx) => revokeOtherSessions(ctx, ctx.signedIn?.sessionId ?? ''),
  { message: 'sessionEnded' },
);

export const eraseMeAction = action(z.object({}), (ctx) => erasePerson(ctx, viewerId(ctx.viewer) ?? ''), {
  goTo: () => '',
});
