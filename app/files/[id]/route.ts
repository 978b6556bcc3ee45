// A file of a document.

import { serveFile } from '../../../server/files/serve.ts';

type Params = { params: Promise<{ id: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  return serveFile(request, (await params).id);
}
