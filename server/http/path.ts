// Which paths exist in one spelling only. Whatever stands behind the listener decodes and joins paths in its own
// way; here every other spelling of a path is either sent to the plain one or refused, so nobody is let in by spelling.

/** The longest request target, in UTF-16 units: a path and its query. */
export const MAX_TARGET = 8192;

export type JudgedPath =
  /** `path`: without query, starting with `/`, ending without one unless it is `/`. */
  | { state: 'plain'; path: string }
  /** The same resource in its plain spelling, query included. */
  | { state: 'elsewhere'; location: string }
  | { state: 'refused'; status: 400 | 404 | 414 };

/** What a URL may hold unescaped in a path: RFC 3986's pchar and what browsers leave as it is. */
const PATH = /^\/[A-Za-z0-9\-._~!$&'()*+,;=:@%/[\]|]*$/;
/** Nothing outside printable ASCII, which a browser always escapes. */
const QUERY = /^[\x21-\x7e]*$/;

/** `target`: the request line's target as Node gives it. */
export function judgePath(target: string): JudgedPath {
  if (target.length > MAX_TARGET) return { state: 'refused', status: 414 };
  const [path = '', query] = splitQuery(target);
  if (!PATH.test(path) || !QUERY.test(query)) return { state: 'refused', status: 400 };
  const segments = path.slice(1).split('/');
  if (segments.length > 1 && segments.at(-1) === '') segments.pop();
  if (path !== '/' && segments.includes('')) return { state: 'refused', status: 404 };
  const plain = segments.map(plainSegment);
  if (plain.includes(null)) return { state: 'refused', status: 400 };
  if (plain.some((segment) => segment === '.' || segment === '..')) return { state: 'refused', status: 404 };
  const canonical = `/${plain.join('/')}`;
  return canonical === path ? { state: 'plain', path } : { state: 'elsewhere', location: canonical + query };
}

/** The query keeps its question mark. */
function splitQuery(target: string): [string, string] {
  const at = target.indexOf('?');
  return at < 0 ? [target, ''] : [target.slice(0, at), target.slice(at)];
}

/** Only what must be escaped stays so (RFC 3986 §6.2.2.2); null for broken escapes and for hidden separators. */
function plainSegment(segment: string): string | null {
  if (!segment.includes('%')) return segment;
  const decoded = decode(segment);
  if (decoded === null || /[\\/\p{Cc}]/u.test(decoded)) return null;
  return segment.replace(/%[0-9a-f]{2}/gi, (escaped) => {
    const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : escaped;
  });
}

/** Null when the escapes are not UTF-8. */
export function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
