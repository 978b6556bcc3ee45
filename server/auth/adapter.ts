// What Auth.js may do to our tables. It never makes a person nor changes one: people are invited, and who may
// come in was decided in admit.ts before Auth.js asks for a session.

import type { Adapter, AdapterUser } from '@auth/core/adapters';
import { and, eq } from 'drizzle-orm';
import { signInTokens } from '../../db/schema/users.ts';
import { LINK_MINUTES } from '../../domain/people/sign-in.ts';
import type { Flow } from './admit.ts';
import { deviceName } from './device.ts';
import { findByEmail, findByIdentity } from './queries.ts';
import { openSession } from './session.ts';

/** The methods of an Auth.js adapter that signing in by link and by issuer call, on `flow.db`. */
export function createAdapter(flow: Flow): Adapter {
  return {
    getUserByEmail: async (email) => asAdapterUser(await findByEmail(flow.db, email), email),
    getUserByAccount: async ({ providerAccountId }) =>
      asAdapterUser(await findByIdentity(flow.db, { issuer: flow.claims?.issuer ?? '', subject: providerAccountId })),
    // Auth.js notes here that the address is verified; for us it always was, so nothing is written
    updateUser: async ({ id }) => ({ id, email: '', emailVerified: null }),
    createVerificationToken: (token) => keepToken(flow, token),
    useVerificationToken: (token) => takeToken(flow, token),
    createSession: (session) => beginSession(flow, session),
    // Auth.js asks that these exist; it calls them for sign-ups, for signed-in visitors and for its own routes
    createUser: refuse,
    linkAccount: refuse,
    getUser: refuse,
    getSessionAndUser: refuse,
    updateSession: refuse,
    deleteSession: refuse,
  };
}

function refuse(): never {
  throw new Error('Auth.js is not asked to do this here');
}

/** Auth.js carries the address of a link in its user; an identity needs none. */
function asAdapterUser(person: { id: string } | null, email = ''): AdapterUser | null {
  return person && { id: person.id, email, emailVerified: null };
}

type Token = { identifier: string; token: string; expires: Date };

async function keepToken(flow: Flow, { identifier, token, expires }: Token): Promise<Token> {
  // Auth.js counts from this machine's clock; links, like everything, end by the database's
  const expiresAt = new Date(flow.ctx.now.getTime() + LINK_MINUTES * 60_000);
  await flow.db.insert(signInTokens).values({ identifier, tokenHash: token, expiresAt });
  return { identifier, token, expires };
}

/** One statement takes the token away: of many requests with it, one gets it. */
async function takeToken(flow: Flow, { identifier, token }: Omit<Token, 'expires'>): Promise<Token | null> {
  const [row] = await flow.db
    .delete(signInTokens)
    .where(and(eq(signInTokens.identifier, identifier), eq(signInTokens.tokenHash, token)))
    .returning({ expiresAt: signInTokens.expiresAt });
  if (!row) return null;
  const leftMs = row.expiresAt.getTime() - flow.ctx.now.getTime();
  return { identifier, token, expires: leftMs > 0 ? new Date(Date.now() + leftMs) : new Date(0) };
}

async function beginSession(flow: Flow, session: { sessionToken: string; userId: string; expires: Date }) {
  const device = deviceName(flow.userAgent);
  const { sessionToken: token, userId } = session;
  await flow.db.transaction((tx) => openSession(flow.ctx, tx, { userId, token, device, entrance: flow.entrance }));
  return session;
}
