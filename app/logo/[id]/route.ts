// The logo of the instance.

import { serveLogo } from '../../../server/site/routes.ts';

type Params = { params: Promise<{ id: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  return serveLogo(request, (await params).id);
}
