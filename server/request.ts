// From an HTTP request to a context: who is asking, by the session cookie.

import type { Logger } from 'pino';
import { ANONYMOUS } from '../domain/people/viewer.ts';
import { readSession, type SignedIn, sessionToken } from './auth/session.ts';
import { type Context, createContext } from './context.ts';
import { REQUEST_ID } from './http/internal-headers.ts';
import { type Runtime, runtime } from './runtime.ts';

export type RequestContext = Context & { signedIn: SignedIn | null };

/** `headers`: those of the request as our listener passed it on. */
export async function requestContext(headers: Headers, app: Runtime = runtime()): Promise<RequestContext> {
  const signedIn = await readSession(app, sessionToken(headers.get('cookie')));
  const id = headers.get(REQUEST_ID) ?? 'unknown';
  const log: Logger = app.log.child({ request: id });
  return { ...createContext(app, signedIn?.viewer ?? ANONYMOUS, 'browser', { id, log }), signedIn };
}
