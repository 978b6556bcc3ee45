// Says why somebody was not let in.

import { showProblem } from '../../../../../server/auth/identity-routes.ts';
import { signInRoute } from '../../../../../server/auth/visit.ts';

export const GET = signInRoute(showProblem);
