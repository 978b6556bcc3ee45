// One click into the demo story.

import { enterDemo } from '../../../../../server/auth/session-routes.ts';
import { signInRoute } from '../../../../../server/auth/visit.ts';

export const POST = signInRoute(enterDemo);
