// What search engines may fetch: the public pages, none of the machinery. Private pages say `noindex` themselves,
// which a crawler only learns when it may fetch them.

const RULES = 'User-agent: *\nAllow: /\nDisallow: /api/\n';

export function GET(): Response {
  return new Response(RULES, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  });
}
