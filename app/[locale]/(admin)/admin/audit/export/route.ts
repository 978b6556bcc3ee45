// The filtered audit log as a file.

import { auditFilter, exportAudit } from '../../../../../../server/audit/queries.ts';
import { requestContext } from '../../../../../../server/request.ts';
import { download, isFromElsewhere, refusal } from '../../../../../downloads.ts';

export async function GET(request: Request): Promise<Response> {
  if (isFromElsewhere(request)) return refusal(request, 'foreign-origin');
  const ctx = await requestContext(request.headers);
  const filter = auditFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
  return download(request, await exportAudit(ctx, filter), 'text/csv', 'kaasa-audit.csv');
}
