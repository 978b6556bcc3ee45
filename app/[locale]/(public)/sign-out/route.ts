// Signing out.

import { leaveSession } from '../../../../server/auth/session-routes.ts';
import { signInRoute } from '../../../../server/auth/visit.ts';

export const POST = signInRoute(leaveSession);
