// Says that a link is on its way, if there is anybody to send it to.

import { showSent } from '../../../../../server/auth/link-routes.ts';
import { signInRoute } from '../../../../../server/auth/visit.ts';

export const GET = signInRoute(showSent);
