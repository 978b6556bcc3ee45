// Between Auth.js, which proves an address or an identity, and the rules, which say what that opens: the facts
// are loaded, the decision is made in domain/people/sign-in.ts, and its writes are done.

import { eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { accounts, pendingIdentities } from '../../db/schema/users.ts';
import type { Locale } from '../../domain/locale.ts';
import {
  decideBinding,
  decideIdentity,
  decideLink,
  PENDING_MINUTES,
  type Refusal,
  type SignInDecision,
} from '../../domain/people/sign-in.ts';
import { exhaustive } from '../../domain/result.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import type { Claims } from './claims.ts';
import { pendingCookie } from './cookies.ts';
import { findByEmail, findByIdentity, type PendingIdentity } from './queries.ts';
import { type Entrance, hashToken, newToken } from './session.ts';

/** What one passage through Auth.js carries along. */
export type Flow = {
  ctx: Context;
  /** The transaction of a link; the database itself for an issuer, whose answers are awaited over the network. */
  db: Db;
  locale: Locale;
  entrance: Entrance;
  userAgent: string | null;
  /** The identity that a link's address is proved for, null for a plain link. */
  pending: PendingIdentity | null;
  /** What the issuer says of who signs in; null until it has. */
  claims: Claims | null;
  /** Where to go instead of in, once that is decided. */
  detour: string | null;
  /** Set-Cookie values. */
  cookies: string[];
};

type Identity = { issuer: string; subject: string; name: string };

/** May whoever proved this address come in? Null: yes. */
export async function admitAddress(flow: Flow, email: string): Promise<string | null> {
  const owner = await findByEmail(flow.db, email);
  if (flow.pending === null) return carryOut(flow, flow.db, decideLink(owner), null);
  const decision = decideBinding(await findByIdentity(flow.db, flow.pending), owner);
  return carryOut(flow, flow.db, decision, flow.pending);
}

/** May this identity come in? Null: yes; else the path that leads on. */
export async function admitIdentity(flow: Flow, claims: Claims): Promise<string | null> {
  const identity: Identity = { issuer: claims.issuer, subject: claims.subject, name: claims.name };
  return flow.db.transaction(async (tx) => {
    const bound = await findByIdentity(tx, identity);
    const owner = claims.email === null ? null : await findByEmail(tx, claims.email);
    return carryOut(flow, tx, decideIdentity({ bound, owner, ...claims }), identity);
  });
}

async function carryOut(
  flow: Flow,
  tx: Db,
  decision: SignInDecision,
  identity: Identity | null,
): Promise<string | null> {
  switch (decision.state) {
    case 'in':
      return null;
    case 'refused':
      return problemPath(flow.locale, decision.code);
    case 'bind':
      return identity && bind(flow, tx, decision.personId, identity);
    case 'prove-address':
      return identity && keepWaiting(flow, tx, identity);
    default:
      return exhaustive(decision);
  }
}

/** The page that says why somebody was not let in. */
export function problemPath(locale: Locale, code: Refusal | 'identity-provider'): string {
  return `/${locale}/sign-in/problem?code=${code}`;
}

async function bind(flow: Flow, tx: Db, userId: string, identity: Identity): Promise<string | null> {
  const { issuer, subject } = identity;
  const row = { issuer, subject, userId, createdAt: flow.ctx.now };
  const added = await tx.insert(accounts).values(row).onConflictDoNothing().returning({ userId: accounts.userId });
  if (flow.pending) {
    await tx.delete(pendingIdentities).where(eq(pendingIdentities.tokenHash, flow.pending.tokenHash));
  }
  if (added.length > 0) {
    await record(flow.ctx, tx, 'identity.bound', { kind: 'person', id: userId }, { by: flow.entrance });
    return null;
  }
  // another request bound it between the decision and now
  const bound = await findByIdentity(tx, identity);
  return bound?.id === userId ? null : problemPath(flow.locale, 'identity-taken');
}

async function keepWaiting(flow: Flow, tx: Db, identity: Identity): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(flow.ctx.now.getTime() + PENDING_MINUTES * 60_000);
  await tx.insert(pendingIdentities).values({ ...identity, tokenHash: hashToken(token), expiresAt });
  flow.cookies.push(pendingCookie(flow.ctx.app.config, token));
  return `/${flow.locale}/sign-in/link-email`;
}
