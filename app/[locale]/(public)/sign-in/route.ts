// Signing in: asks for an address.

import { askForLink, showSignIn } from '../../../../server/auth/link-routes.ts';
import { signInRoute } from '../../../../server/auth/visit.ts';

export const GET = signInRoute(showSignIn);
export const POST = signInRoute(askForLink);
