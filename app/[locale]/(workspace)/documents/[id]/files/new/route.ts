// Where a page sends a file for its document: the body is the file.

import { receiveFile } from '../../../../../../../server/files/receive.ts';

type Params = { params: Promise<{ locale: string; id: string }> };

export async function POST(request: Request, { params }: Params): Promise<Response> {
  const { locale, id } = await params;
  return receiveFile(request, locale, id);
}
