// A real OpenID Connect issuer on loopback, standing in for a ministry's, with its own login and consent pages.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import type { Answer, Visitor } from './visitor.ts';

export type IssuerClaims = { email?: string; email_verified?: boolean; name?: string };
export type Issuer = {
  url: string;
  clientId: string;
  clientSecret: string;
  /** What the issuer says of each subject; an unknown one has no claims. */
  people: Map<string, IssuerClaims>;
  /** The requests it received, as `METHOD path`. */
  requests: string[];
  /** Answers every request with 500 while it is set. */
  fail(isFailing: boolean): void;
  close(): Promise<void>;
};

/** `inIdToken`: the claims stand in the ID token too, not only at the UserInfo endpoint. */
export async function startIssuer(redirectUri: string, { inIdToken = false } = {}): Promise<Issuer> {
  const people: Issuer['people'] = new Map();
  const requests: string[] = [];
  let isFailing = false;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { id: 'kaasa', secret: 'a secret of at least thirty-two characters' };
  const handle = provider(url, redirectUri, client, people, inIdToken).callback();
  server.on('request', (req, res) => {
    requests.push(`${req.method} ${req.url?.split('?')[0]}`);
    if (isFailing) res.writeHead(500).end('{}');
    else handle(req, res);
  });
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const fail = (value: boolean) => {
    isFailing = value;
  };
  return { url, clientId: client.id, clientSecret: client.secret, people, requests, fail, close };
}

function provider(
  url: string,
  redirectUri: string,
  client: { id: string; secret: string },
  people: Issuer['people'],
  inIdToken: boolean,
): Provider {
  const issuer = new Provider(url, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: !inIdToken,
    pkce: { required: () => true },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...people.get(sub), sub }) }),
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['only for tests'] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  });
  return issuer;
}

/**
 * Walks from our button through the issuer's login and consent until it sends the browser back: the answer whose
 * location is our callback.
 */
export async function logInAt(browser: Visitor, answer: Answer, subject: string): Promise<Answer> {
  let current = answer;
  for (let steps = 0; steps < 20; steps++) {
    if (current.location) {
      const next = new URL(current.location, current.url).href;
      if (next.includes('/api/auth/callback/oidc')) return current;
      current = await browser.get(next);
      continue;
    }
    const action = /<form[^>]*action="([^"]+)"/.exec(current.text)?.[1];
    const prompt = /name="prompt" value="([^"]+)"/.exec(current.text)?.[1];
    if (!action || !prompt)
      throw new Error(`the issuer shows no form: ${current.status} ${current.text.slice(0, 300)}`);
    current = await browser.post(new URL(action, current.url).href, { prompt, login: subject, password: 'any' });
  }
  throw new Error('the issuer leads in a circle');
}
