// The style sheet and the script of public pages.

import { serveAsset } from '../../../server/site/routes.ts';

type Params = { params: Promise<{ file: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  return serveAsset(request, (await params).file);
}
