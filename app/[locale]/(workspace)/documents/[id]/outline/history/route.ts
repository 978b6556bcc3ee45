// What was done to the contents lately, and the deleted sections that the reader may put back.

import { ok } from '../../../../../../../domain/result.ts';
import { listTrashedSections, listTreeChanges } from '../../../../../../../server/documents/tree-history.ts';
import { documentJson } from '../../../../../../document-page.ts';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function GET(request: Request, { params }: Props): Promise<Response> {
  const asked = await params;
  return documentJson(request, asked, async (ctx) => {
    const changes = await listTreeChanges(ctx, asked.id);
    if (!changes.ok) return changes;
    const trashed = await listTrashedSections(ctx, asked.id);
    return trashed.ok ? ok({ changes: changes.value, trashed: trashed.value }) : trashed;
  });
}
