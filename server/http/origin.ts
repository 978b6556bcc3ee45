// From which pages a request may change something: only from our own. Browsers say so in Origin, which no page
// can forge, so no tokens are needed in forms, and a page from before a restart still posts.

import type { IncomingHttpHeaders } from 'node:http';

/** The origin at which this request reached us (`https://host:port`), null for a Host that is none. */
export function ownOrigin(scheme: 'http' | 'https', host: string | undefined): string | null {
  if (!host || !/^[a-z0-9._\-:[\]]+$/i.test(host)) return null;
  return URL.canParse(`${scheme}://${host}`) ? new URL(`${scheme}://${host}`).origin : null;
}

/** Does the Origin header name one of ours? False without the header and for `null`. */
export function isOurOrigin(headers: IncomingHttpHeaders, ours: readonly (string | null)[]): boolean {
  return headers.origin !== undefined && headers.origin !== 'null' && ours.includes(headers.origin);
}

/** May this request change something? Without Origin only when the browser itself calls it same-origin. */
export function isFromOurPages(headers: IncomingHttpHeaders, ours: readonly (string | null)[]): boolean {
  if (headers.origin === undefined) return headers['sec-fetch-site'] === 'same-origin';
  return isOurOrigin(headers, ours);
}
