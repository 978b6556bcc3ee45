// The texts of some sections as HTML (`?sections=id,id`), as the page asks for them after a change.

import { readBodies } from '../../../../../../server/documents/body-pages.ts';
import { documentJson } from '../../../../../document-page.ts';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function GET(request: Request, { params }: Props): Promise<Response> {
  const asked = await params;
  const sectionIds = (new URL(request.url).searchParams.get('sections') ?? '').split(',');
  return documentJson(request, asked, (ctx, locale) => readBodies(ctx, { documentId: asked.id, sectionIds }, locale));
}
