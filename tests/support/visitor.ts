// A browser without a screen: keeps cookies, follows redirects when told to, and calls the route handlers of
// sign-in as the listener would. Addresses of other hosts are fetched.

import * as confirm from '../../app/[locale]/(public)/sign-in/confirm/route.ts';
import * as demo from '../../app/[locale]/(public)/sign-in/demo/route.ts';
import * as linkEmail from '../../app/[locale]/(public)/sign-in/link-email/route.ts';
import * as oidc from '../../app/[locale]/(public)/sign-in/oidc/route.ts';
import * as problem from '../../app/[locale]/(public)/sign-in/problem/route.ts';
import * as signIn from '../../app/[locale]/(public)/sign-in/route.ts';
import * as sent from '../../app/[locale]/(public)/sign-in/sent/route.ts';
import * as signOut from '../../app/[locale]/(public)/sign-out/route.ts';
import * as callback from '../../app/api/auth/callback/oidc/route.ts';
import { CLIENT_ADDRESS } from '../../server/http/internal-headers.ts';
import { type RequestContext, requestContext } from '../../server/request.ts';
import { type Runtime, setRuntime } from '../../server/runtime.ts';

type Handler = (request: Request, params: { params: Promise<{ locale: string }> }) => Promise<Response>;
type Route = { GET?: Handler; POST?: Handler };

const ROUTES: Record<string, Route> = {
  '/sign-in': signIn,
  '/sign-in/confirm': confirm,
  '/sign-in/demo': demo,
  '/sign-in/link-email': linkEmail,
  '/sign-in/oidc': oidc,
  '/sign-in/problem': problem,
  '/sign-in/sent': sent,
  '/sign-out': signOut,
};

export type Answer = { status: number; location: string | null; text: string; headers: Headers; url: string };

export type Visitor = {
  /** Cookies per host, as `name` → `value`. */
  cookies: Map<string, Map<string, string>>;
  /** Set-Cookie values as they came from our routes. */
  received: string[];
  get(address: string): Promise<Answer>;
  post(address: string, fields: Record<string, string>): Promise<Answer>;
  /** Follows redirects from `answer` until there is none, or one to a path of ours that sign-in does not serve. */
  follow(answer: Answer): Promise<Answer>;
  /** Who this browser is to our server at this moment. */
  context(): Promise<RequestContext>;
};

let senders = 0;

/** Somebody with an address of their own, so that limits of other tests do not reach them. */
export function visitor(app: Runtime, headers: Record<string, string> = {}): Visitor {
  senders += 1;
  const own = { [CLIENT_ADDRESS]: `10.0.${senders >> 8}.${senders & 255}`, ...headers };
  const cookies: Visitor['cookies'] = new Map();
  const received: string[] = [];
  const jar = (host: string) =>
    cookies.get(host) ?? cookies.set(host, new Map()).get(host) ?? new Map<string, string>();
  const cookieHeader = (host: string) => [...jar(host)].map(([name, value]) => `${name}=${value}`).join('; ');

  function keep(host: string, response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';');
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      const isGone = attributes.some((a) => /^\s*max-age=0$/i.test(a) || /^\s*expires=.*1970/i.test(a));
      if (isGone) jar(host).delete(name.trim());
      else jar(host).set(name.trim(), value);
      if (host === new URL(app.config.publicUrl).host) received.push(line);
    }
  }

  async function send(address: string, method: 'GET' | 'POST', fields?: Record<string, string>): Promise<Answer> {
    // a process has one instance, a test may have several
    setRuntime(app);
    const url = new URL(address, app.config.publicUrl);
    const init = {
      method,
      headers: { ...own, cookie: cookieHeader(url.host) },
      redirect: 'manual' as const,
      ...(fields ? { body: new URLSearchParams(fields) } : {}),
    };
    const response =
      url.origin === new URL(app.config.publicUrl).origin ? await call(new Request(url, init)) : await fetch(url, init);
    keep(url.host, response);
    const { status, headers } = response;
    return { status, headers, location: headers.get('location'), text: await response.text(), url: url.href };
  }

  async function follow(answer: Answer): Promise<Answer> {
    if (answer.location === null) return answer;
    const next = new URL(answer.location, answer.url);
    if (next.origin === new URL(app.config.publicUrl).origin && routeOf(next.pathname) === null) return answer;
    return follow(await send(next.href, 'GET'));
  }

  return {
    cookies,
    received,
    get: (address) => send(address, 'GET'),
    post: (address, fields) => send(address, 'POST', fields),
    follow,
    context: () =>
      requestContext(new Headers({ ...own, cookie: cookieHeader(new URL(app.config.publicUrl).host) }), app),
  };
}

function routeOf(pathname: string): { route: Route; locale: string } | null {
  if (pathname === '/api/auth/callback/oidc') return { route: callback, locale: '' };
  const [, locale = '', ...rest] = pathname.split('/');
  const route = ROUTES[`/${rest.join('/')}`];
  return route ? { route, locale } : null;
}

/** As Next does: the handler of the method, GET's for HEAD, 404 and 405 else. */
async function call(request: Request): Promise<Response> {
  const found = routeOf(new URL(request.url).pathname);
  if (!found) return new Response(null, { status: 404 });
  const handler = found.route[request.method === 'POST' ? 'POST' : 'GET'];
  return handler
    ? handler(request, { params: Promise.resolve({ locale: found.locale }) })
    : new Response(null, { status: 405 });
}

/** The value of a hidden or visible field in a page. */
export function fieldValue(page: string, name: string): string | null {
  const input = [...page.matchAll(/<input[^>]*>/g)].map(([tag]) => tag).find((tag) => tag.includes(` name="${name}"`));
  const value = input && / value="([^"]*)"/.exec(input)?.[1];
  return value === undefined ? null : unescapeHtml(value);
}

function unescapeHtml(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}
