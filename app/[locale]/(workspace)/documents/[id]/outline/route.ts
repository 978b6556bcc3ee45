// The contents list as the page asks for it after a change.

import { readOutline } from '../../../../../../server/documents/outline.ts';
import { documentJson } from '../../../../../document-page.ts';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function GET(request: Request, { params }: Props): Promise<Response> {
  const asked = await params;
  return documentJson(request, asked, (ctx, locale) => readOutline(ctx, asked.id, locale));
}
