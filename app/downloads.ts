// Answers of routes that hand out a file, or say in the reader's language why not.

import type { ErrorCode } from '../domain/errors.ts';
import { isLocale, negotiateLocale } from '../domain/locale.ts';
import { viewerId } from '../domain/people/viewer.ts';
import type { Result } from '../domain/result.ts';
import { exportPerson } from '../server/people/personal-data.ts';
import { requestContext } from '../server/request.ts';
import { errorResponse } from '../server/site/error-page.ts';

/** `id`: the person, or `self` for the one who asks. */
export async function personDownload(request: Request, id: string): Promise<Response> {
  if (isFromElsewhere(request)) return refusal(request, 'foreign-origin');
  const ctx = await requestContext(request.headers);
  const data = await exportPerson(ctx, id === 'self' ? (viewerId(ctx.viewer) ?? '') : id);
  const text = data.ok ? { ok: true as const, value: `${JSON.stringify(data.value, null, 2)}\n` } : data;
  return download(request, text, 'application/json', 'kaasa-data.json');
}

/** A download leaves an entry in the audit log: no page of another site may cause one. */
export function isFromElsewhere(request: Request): boolean {
  return ['cross-site', 'same-site'].includes(request.headers.get('sec-fetch-site') ?? '');
}

/** The text as an attachment; a failure as the designed page with its status. */
export function download(request: Request, content: Result<string>, mediaType: string, name: string): Response {
  if (!content.ok) return refusal(request, content.error.code);
  return new Response(content.value, {
    headers: {
      'content-type': `${mediaType}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}

/** The designed page that says why. */
export function refusal(request: Request, code: ErrorCode): Response {
  const wanted = new URL(request.url).pathname.split('/')[1];
  const locale = isLocale(wanted) ? wanted : negotiateLocale(request.headers.get('accept-language'));
  return errorResponse(locale, code === 'not-found' ? 404 : 403, code);
}
