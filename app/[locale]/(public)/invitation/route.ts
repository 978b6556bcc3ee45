// The page behind an invitation's link. Looking at it changes nothing; its button does.

import { signInRoute } from '../../../../server/auth/visit.ts';
import { answerInvitation, showInvitation } from '../../../../server/people/invitation-page.ts';

export const GET = signInRoute(showInvitation);
export const POST = signInRoute(answerInvitation);
