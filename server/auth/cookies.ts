// The cookies of signing in: their names, and the one way they are written. On https they carry the __Host-
// prefix, so neither a neighbouring host nor plain http can plant one (RFC 6265bis, 4.1.3.2).

import { PENDING_MINUTES } from '../../domain/people/sign-in.ts';
import type { Config } from '../config.ts';

type Site = Pick<Config, 'publicUrl'>;

/** Browsers keep a cookie 400 days at most; the database, not the cookie, says when a session has ended. */
const SESSION_COOKIE_SECONDS = 400 * 24 * 3600;

export function isSecureSite(site: Site): boolean {
  return site.publicUrl.startsWith('https:');
}

/** The full name of one of our cookies on this site. */
export function cookieName(site: Site, name: string): string {
  return `${isSecureSite(site) ? '__Host-' : ''}kaasa.${name}`;
}

/** The name of the session's cookie. */
export const SESSION_COOKIE = (site: Site): string => cookieName(site, 'session');
/** The name of the cookie that holds a waiting identity to the browser it began in. */
export const PENDING_COOKIE = (site: Site): string => cookieName(site, 'pending-identity');

/** A Set-Cookie value. `value` must need no escaping; `maxAge` in seconds, 0 removes, null lasts until the browser closes. */
export function setCookie(site: Site, name: string, value: string, maxAge: number | null): string {
  const life = maxAge === null ? '' : `; Max-Age=${maxAge}`;
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${isSecureSite(site) ? '; Secure' : ''}${life}`;
}

export function sessionCookie(site: Site, token: string): string {
  return setCookie(site, SESSION_COOKIE(site), token, SESSION_COOKIE_SECONDS);
}

export function pendingCookie(site: Site, token: string): string {
  return setCookie(site, PENDING_COOKIE(site), token, PENDING_MINUTES * 60);
}

/** The Set-Cookie value that removes a cookie. */
export function clearCookie(site: Site, name: string): string {
  return setCookie(site, name, '', 0);
}

/** The first cookie of this exact name in a Cookie header, null when there is none. */
export function readCookie(header: string | null, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}
