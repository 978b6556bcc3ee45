// What every answer tells the browser about its own safety, and the two content security policies: one with a
// nonce for React's pages, one for everything else. No page has an inline script; only React's carry a nonce.

import type { Config } from '../config.ts';

type Directives = Record<string, readonly string[]>;

/** The policy of a page that React renders; `nonce` is fresh for each response. */
export function reactPolicy(config: Config, nonce: string): string {
  const mark = `'nonce-${nonce}'`;
  const script = config.production ? [] : ["'unsafe-eval'"];
  const style = config.production ? ["'self'", mark] : ["'self'", "'unsafe-inline'"];
  return written({
    ...common(config),
    'script-src': ["'self'", mark, "'strict-dynamic'", ...script],
    'style-src': style,
  });
}

/** The policy of static pages, files and errors: it never varies, so a 304 may repeat it. */
export function staticPolicy(config: Config): string {
  return written({ ...common(config), 'script-src': ["'self'"], 'style-src': ["'self'"] });
}

/** The policy of a file that somebody uploaded: opened by itself it is a page without an origin that does nothing. */
export const FILE_POLICY = "sandbox; default-src 'none'";

/** The other headers of every answer. */
export function securityHeaders(config: Config): Record<string, string> {
  const hsts = { 'strict-transport-security': 'max-age=63072000' };
  return {
    'x-content-type-options': 'nosniff',
    // `no-referrer` would make browsers send `Origin: null` with our own forms, which we refuse
    'referrer-policy': 'same-origin',
    'permissions-policy':
      'accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    ...(config.publicUrl.startsWith('https:') ? hsts : {}),
  };
}

function common(config: Config): Directives {
  // Chromium applies form-action to redirects too: the form that starts sign-in is answered by one to the issuer
  const issuer = config.oidc ? [new URL(config.oidc.issuer).origin] : [];
  return {
    'default-src': ["'self'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'style-src-attr': ["'unsafe-inline'"],
    'font-src': ["'self'"],
    'connect-src': config.production ? ["'self'"] : ["'self'", 'ws:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'", ...issuer],
    'frame-ancestors': ["'none'"],
    'frame-src': ["'self'"],
  };
}

function written(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}
