// Asks the holder of an identity without a verified address which address is theirs.

import { askForBindingLink, showLinkEmail } from '../../../../../server/auth/identity-routes.ts';
import { signInRoute } from '../../../../../server/auth/visit.ts';

export const GET = signInRoute(showLinkEmail);
export const POST = signInRoute(askForBindingLink);
