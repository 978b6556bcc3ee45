// Sessions in the database: the cookie holds a random token, the table its hash.

import type { Locale } from '../../domain/locale.ts';
import type { Viewer } from '../../domain/people/viewer.ts';
import type { Runtime } from '../runtime.ts';

export type SignedIn = {
  sessionId: string;
  viewer: Extract<Viewer, { kind: 'person' }>;
  name: string;
  email: string;
  locale: Locale;
};

/** The session's token in a Cookie header, null when there is none. */
export function sessionToken(cookieHeader: string | null): string | null {
  return cookieHeader === null ? null : null;
}

/** The person of a live session, null when it has ended or the person is suspended or erased. */
export async function readSession(app: Runtime, token: string | null): Promise<SignedIn | null> {
  return token === null || app === undefined ? null : null;
}
