// Off to the OpenID Connect issuer.

import { leave } from '../../../../../server/auth/identity-routes.ts';
import { signInRoute } from '../../../../../server/auth/visit.ts';

export const POST = signInRoute(leave);
