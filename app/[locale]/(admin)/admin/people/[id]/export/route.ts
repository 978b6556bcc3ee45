// A person's data as a file, for an administrator who answers their request.

import { personDownload } from '../../../../../../downloads.ts';

type Props = { params: Promise<{ id: string }> };

export async function GET(request: Request, { params }: Props): Promise<Response> {
  return personDownload(request, (await params).id);
}
