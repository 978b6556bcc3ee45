// One's own data as a file.

import { personDownload } from '../../../../downloads.ts';

export async function GET(request: Request): Promise<Response> {
  return personDownload(request, 'self');
}
