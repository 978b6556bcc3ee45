// Where a mailed link leads: GET shows a button, POST signs in.

import { confirm, showConfirm } from '../../../../../server/auth/link-routes.ts';
import { signInRoute } from '../../../../../server/auth/visit.ts';

export const GET = signInRoute(showConfirm);
export const POST = signInRoute(confirm);
