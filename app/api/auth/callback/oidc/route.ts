// Where the OpenID Connect issuer sends people back to. Auth.js has no other address here.

import { comeBack } from '../../../../../server/auth/identity-routes.ts';

export async function GET(request: Request): Promise<Response> {
  return comeBack(request);
}
