// Links that prove an address: asked for on a page, mailed, looked at, and used once.

import { AuthError } from '@auth/core/errors';
import { and, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { signInTokens } from '../../db/schema/users.ts';
import type { Locale } from '../../domain/locale.ts';
import { LINK_MINUTES } from '../../domain/people/sign-in.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { canonicalEmail } from '../../domain/text.ts';
import type { Context } from '../context.ts';
import { enqueueMail } from '../mail/enqueue.ts';
import { transact } from '../transact.ts';
import { problemPath } from './admit.ts';
import { beginFlow, isNotActive, linkTokenHash, mintToken, type Passage, takeLink } from './auth.ts';
import { findByEmail, findPendingIdentity, type PendingIdentity } from './queries.ts';

/** `isBinding`: the link also binds the identity that waits in the browser it was asked from. */
export type Link = { locale: Locale; email: string; token: string; to?: string | null; isBinding?: boolean };

/** The link's address on this site. */
export function linkAddress(ctx: Context, { locale, email, token, to, isBinding }: Link): string {
  const query = new URLSearchParams({ token, email, ...(to ? { to } : {}), ...(isBinding ? { bind: '1' } : {}) });
  return `${ctx.app.config.publicUrl}/${locale}/sign-in/confirm?${query}`;
}

/** `pendingToken`: of the waiting identity's cookie, for a link that binds it. `to`: where the person wanted to go. */
export type LinkRequest = { email: string; to: string | null; pendingToken?: string | null };

/**
 * Mails a link to the active person with this canonical address; for anybody else does nothing, and says nothing.
 * The caller has counted the request against its limits.
 */
export async function requestLink(ctx: Context, { email, to, pendingToken = null }: LinkRequest): Promise<void> {
  await transact(ctx, async (tx) => {
    const person = await findByEmail(tx, email);
    if (person?.state !== 'active') return ok();
    const pending = await findPendingIdentity(ctx, tx, pendingToken);
    const token = await mintToken(ctx, tx, { email, pending });
    const url = linkAddress(ctx, { locale: person.locale, email, token, to, isBinding: pending !== null });
    await mailLink(ctx, tx, { to: email, locale: person.locale, url, pending });
    return ok();
  });
}

type LinkMail = { to: string; locale: Locale; url: string; pending: PendingIdentity | null };

async function mailLink(ctx: Context, tx: Db, { to, locale, url, pending }: LinkMail): Promise<void> {
  const params = { url, minutes: LINK_MINUTES };
  if (pending === null) return enqueueMail(ctx, tx, { to, locale, template: 'sign-in', params });
  const issuerHost = new URL(pending.issuer).host;
  const identity = { identityName: pending.name || issuerHost, issuerHost };
  return enqueueMail(ctx, tx, { to, locale, template: 'bind-identity', params: { ...params, ...identity } });
}

/** What a link's query says, as it came. */
export type OpenedLink = {
  email: string | null;
  token: string | null;
  isBinding: boolean;
  pendingToken: string | null;
};

type UsableLink = { email: string; token: string; pending: PendingIdentity | null };

/** Looks at a link without using it up. Fails `link-invalid`, `link-expired`, `other-browser`. */
export async function readLink(ctx: Context, link: OpenedLink): Promise<Result<UsableLink>> {
  const email = canonicalEmail(link.email ?? '');
  const { token, isBinding } = link;
  if (email === null || token === null || !/^[0-9a-f]{64}$/.test(token)) return fail('link-invalid');
  const pending = isBinding ? await findPendingIdentity(ctx, ctx.db, link.pendingToken) : null;
  if (isBinding && pending === null) return fail('other-browser');
  const tokenHash = linkTokenHash(ctx.app.config, token, pending);
  const [row] = await ctx.db
    .select({ expiresAt: signInTokens.expiresAt })
    .from(signInTokens)
    .where(and(eq(signInTokens.identifier, email), eq(signInTokens.tokenHash, tokenHash)));
  if (!row) return fail('link-invalid');
  return row.expiresAt > ctx.now ? ok({ email, token, pending }) : fail('link-expired');
}

/** Uses a link up, once, and signs its person in. Fails as `readLink` does. */
export async function confirmLink(
  ctx: Context,
  link: OpenedLink,
  browser: { locale: Locale; userAgent: string | null },
): Promise<Result<Passage>> {
  const usable = await readLink(ctx, link);
  if (!usable.ok) return usable;
  const { pending } = usable.value;
  const entrance = pending ? 'identity' : 'link';
  try {
    return await transact(ctx, async (tx) =>
      ok(await takeLink(beginFlow(ctx, tx, { ...browser, pending, entrance }), usable.value)),
    );
  } catch (error) {
    // another request was quicker
    if (error instanceof AuthError && error.type === 'Verification') return fail('link-invalid');
    if (isNotActive(error)) return ok({ path: problemPath(browser.locale, 'suspended'), cookies: [] });
    throw error;
  }
}
