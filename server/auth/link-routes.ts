// Signing in by a mailed link: the page that asks for the address, the answer that is the same for everybody, and
// the page whose button uses the link up.

import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { parseForm } from '../../domain/form.ts';
import { safeReturnPath } from '../../domain/people/sign-in.ts';
import { type Failure, ok, type Result } from '../../domain/result.ts';
import { email as emailSchema } from '../../domain/text.ts';
import { presentFailure } from '../present-failure.ts';
import { signOut } from './commands.ts';
import { clearCookie, PENDING_COOKIE } from './cookies.ts';
import { isDemoSignInOffered } from './demo.ts';
import { countTry, senderKey } from './limits.ts';
import { confirmLink, readLink, requestLink } from './links.ts';
import {
  type AddressForm,
  confirmPage,
  deadLinkPage,
  otherBrowserPage,
  sentPage,
  signInPage,
  tooManyPage,
} from './pages.ts';
import { listDemoPeople } from './queries.ts';
import { leadTo, openedLink, readForm, type Visit, wantedPath } from './visit.ts';

const addressSchema = z.object({ email: emailSchema });

/** A request for a link takes at least this long, longer than writing the mail does: its time tells nothing. */
const ANSWER_FLOOR_MS = 300;

/** GET /sign-in. Somebody who is in already goes on. */
export async function showSignIn(visit: Visit): Promise<Response> {
  if (visit.ctx.signedIn) return leadTo(safeReturnPath(visit.query.get('to'), visit.locale));
  return showSignInForm(visit, { to: wantedPath(visit.query, visit.locale) });
}

/** The sign-in page with whatever was typed before. */
export async function showSignInForm({ ctx, locale, request }: Visit, form: AddressForm): Promise<Response> {
  const demo = isDemoSignInOffered(ctx.app.config, request.headers) ? await listDemoPeople(ctx) : null;
  return signInPage(ctx, locale, form, demo);
}

/** POST /sign-in. */
export async function askForLink(visit: Visit): Promise<Response> {
  const form = await readForm(visit.request);
  const to = wantedPath(form, visit.locale);
  const typed = readAddress(visit, form);
  if (!typed.ok) return showSignInForm(visit, { ...typed.error, to });
  return sendLinkFor(visit, { email: typed.value, to, pendingToken: null });
}

/** A canonical address, or what was typed and the sentence that says what is wrong with it. */
export function readAddress(
  { locale }: Visit,
  form: URLSearchParams,
): { ok: true; value: string } | { ok: false; error: { email: string; error: string } } {
  const typed = form.get('email') ?? '';
  const parsed = parseForm(addressSchema, { email: typed });
  if (parsed.ok) return { ok: true, value: parsed.value.email };
  const { fields, message } = presentFailure(locale, parsed.error);
  return { ok: false, error: { email: typed, error: fields.email ?? message } };
}

type AskedLink = { email: string; to: string | null; pendingToken: string | null };

/** Counts the request, mails the link if somebody has the address, and answers the same in the same time if nobody has. */
export async function sendLinkFor(visit: Visit, asked: AskedLink): Promise<Response> {
  const { ctx, locale, request } = visit;
  const work = async (): Promise<Result<void>> => {
    const bySender = await countTry(ctx, 'link-sender', senderKey(request.headers));
    if (!bySender.ok) return bySender;
    const forAddress = await countTry(ctx, 'link-address', asked.email);
    if (!forAddress.ok) return forAddress;
    await requestLink(ctx, asked);
    return ok();
  };
  const [done] = await Promise.all([work(), pause(ANSWER_FLOOR_MS)]);
  if (!done.ok) return tooMany(visit, done.error);
  return leadTo(`/${locale}/sign-in/sent${asked.pendingToken === null ? '' : '?bind'}`);
}

/** The page for a failure of `countTry`. */
export function tooMany({ ctx, locale }: Pick<Visit, 'ctx' | 'locale'>, failure: Failure): Promise<Response> {
  return tooManyPage(ctx, locale, Number(failure.params?.seconds ?? 60));
}

/** GET /sign-in/sent. */
export async function showSent({ ctx, locale, query }: Visit): Promise<Response> {
  return sentPage(ctx, locale, query.has('bind'));
}

/** GET /sign-in/confirm. Looks, and leaves the link as it is. */
export async function showConfirm(visit: Visit): Promise<Response> {
  const { ctx, locale, query } = visit;
  const link = await readLink(ctx, openedLink(query, visit));
  if (!link.ok) return refuseLink(visit, query, link.error);
  return confirmPage(ctx, locale, { ...link.value, to: wantedPath(query, locale) });
}

/** POST /sign-in/confirm. Uses the link up. */
export async function confirm(visit: Visit): Promise<Response> {
  const { ctx, locale, request } = visit;
  const form = await readForm(request);
  const counted = await countTry(ctx, 'confirm-sender', senderKey(request.headers));
  if (!counted.ok) return tooMany(visit, counted.error);
  const link = openedLink(form, visit);
  const passage = await confirmLink(ctx, link, { locale, userAgent: request.headers.get('user-agent') });
  if (!passage.ok) return refuseLink(visit, form, passage.error);
  const { path, cookies } = passage.value;
  if (path !== null) return leadTo(path, cookies);
  // a new session takes the place of the one this browser had
  await signOut(ctx);
  const { config } = ctx.app;
  const bound = link.isBinding ? [clearCookie(config, PENDING_COOKIE(config))] : [];
  return leadTo(safeReturnPath(form.get('to'), locale), [...cookies, ...bound]);
}

function refuseLink({ ctx, locale }: Visit, fields: URLSearchParams, { code }: Failure): Promise<Response> {
  if (code === 'other-browser') return otherBrowserPage(ctx, locale);
  const form = { email: fields.get('email') ?? '', to: wantedPath(fields, locale) };
  return deadLinkPage(ctx, locale, code === 'link-expired' ? code : 'link-invalid', form);
}
