// The texts of some sections as HTML (`?sections=id,id`), as the page asks for them after a change; of all of them without
// it, as it does when it was opened without a new page.

import { readBodies } from '../../../../../../server/documents/body-pages.ts';
import { documentJson } from '../../../../../document-page.ts';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function GET(request: Request, { params }: Props): Promise<Response> {
  const asked = await params;
  const named = new URL(request.url).searchParams.get('sections');
  const wanted = { documentId: asked.id, ...(named !== null && { sectionIds: named.split(',') }) };
  return documentJson(request, asked, (ctx, locale) => readBodies(ctx, wanted, locale));
}
