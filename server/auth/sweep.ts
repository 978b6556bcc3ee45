// Removes what signing in leaves behind once its time is over.

import { lt } from 'drizzle-orm';
import { rateLimits } from '../../db/schema/instance.ts';
import { pendingIdentities, sessions, signInTokens } from '../../db/schema/users.ts';
import type { Context } from '../context.ts';

/** Deletes expired sessions, links, waiting identities and counters; gives their numbers. A nightly job calls it. */
export async function sweepSignIn(
  ctx: Context,
): Promise<{ sessions: number; links: number; pending: number; limits: number }> {
  const { db, now } = ctx;
  const ended = await db.delete(sessions).where(lt(sessions.expiresAt, now)).returning({ id: sessions.id });
  const links = await db
    .delete(signInTokens)
    .where(lt(signInTokens.expiresAt, now))
    .returning({ at: signInTokens.expiresAt });
  const pending = await db
    .delete(pendingIdentities)
    .where(lt(pendingIdentities.expiresAt, now))
    .returning({ at: pendingIdentities.expiresAt });
  // the counters' library reads this machine's clock
  const limits = await db
    .delete(rateLimits)
    .where(lt(rateLimits.expire, Date.now()))
    .returning({ key: rateLimits.key });
  return { sessions: ended.length, links: links.length, pending: pending.length, limits: limits.length };
}
