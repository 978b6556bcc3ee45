// The text of one section for its editor.

import { readBodyForEditing } from '../../../../../../../server/documents/bodies.ts';
import { documentJson } from '../../../../../../document-page.ts';

type Props = { params: Promise<{ locale: string; id: string; sectionId: string }> };

export async function GET(request: Request, { params }: Props): Promise<Response> {
  const asked = await params;
  return documentJson(request, asked, (ctx) => readBodyForEditing(ctx, asked.sectionId));
}
