// The privacy notice.

import { servePage } from '../../../../server/site/routes.ts';

type Params = { params: Promise<{ locale: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  return servePage(request, (await params).locale, 'privacy');
}
