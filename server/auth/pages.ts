// The pages of signing in as markup. All of them are personal: never kept by a browser, never indexed.

import { escapeHtml, Html, html } from '../../domain/html.ts';
import type { Locale } from '../../domain/locale.ts';
import { LINK_MINUTES } from '../../domain/people/sign-in.ts';
import type { Context } from '../context.ts';
import { errorSummary, field, hidden, submitButton } from '../site/form.ts';
import { publicPage } from '../site/page.ts';
import { translator } from '../translate.ts';
import type { DemoPerson, PendingIdentity } from './queries.ts';

/** A form with one address, as it was typed, and the sentence that says what is wrong with it. */
export type AddressForm = { email?: string; error?: string; to: string | null };

type Page = { path: string; title: string; body: Html; status?: number; headers?: [string, string][] };

/** `demo`: the people of the demo story, null where they are not offered. */
export function signInPage(
  ctx: Context,
  locale: Locale,
  form: AddressForm,
  demo: DemoPerson[] | null,
): Promise<Response> {
  const t = translator(locale, 'signIn');
  const body = html`<p class="lede">${t('lead')}</p>
${addressForm(locale, form)}
${ctx.app.config.oidc && identityForm(locale, ctx.app.config.oidc.issuer, form.to)}
${demo && demo.length > 0 && demoForm(locale, demo, form.to)}`;
  const path = form.to === null ? 'sign-in' : `sign-in?${new URLSearchParams({ to: form.to })}`;
  return show(ctx, locale, { path, title: t('title'), body, status: form.error ? 422 : 200 });
}

/** The same for everybody, whether or not a mail was sent. `isBinding`: the link belongs to this browser. */
export function sentPage(ctx: Context, locale: Locale, isBinding: boolean): Promise<Response> {
  const t = translator(locale, 'signIn');
  const body = html`<p class="lede">${t('sent.text', { minutes: LINK_MINUTES })}</p>
${isBinding && html`<p class="notice notice-info">${t('sent.sameBrowser')}</p>`}
<p>${t(ctx.app.config.smtpUrl === null ? 'sent.noMail' : 'sent.missing')}</p>
<p><a href="/${locale}/sign-in${isBinding ? '/link-email' : ''}">${t('sent.again')}</a></p>`;
  return show(ctx, locale, { path: 'sign-in', title: t('sent.title'), body });
}

export type Confirmation = { email: string; token: string; to: string | null; pending: PendingIdentity | null };

/** One button: a mail scanner that opens links presses none. */
export function confirmPage(ctx: Context, locale: Locale, link: Confirmation): Promise<Response> {
  const t = translator(locale, 'signIn');
  const fields = {
    token: link.token,
    email: link.email,
    ...(link.pending ? { bind: '1' } : {}),
    ...optionalTo(link.to),
  };
  const title = t(link.pending ? 'confirm.bindTitle' : 'confirm.title');
  const body = html`<p class="lede">${confirmText(locale, link)}</p>
<form method="post" action="/${locale}/sign-in/confirm" class="stack">
${Object.entries(fields).map(([name, value]) => hidden(name, value))}
${submitButton(t(link.pending ? 'confirm.bindAction' : 'confirm.action'))}
</form>
<p>${t('confirm.notYou')}</p>`;
  return show(ctx, locale, { path: `sign-in/confirm?${new URLSearchParams(fields)}`, title, body });
}

function confirmText(locale: Locale, { email, pending }: Confirmation): Html {
  const t = translator(locale, 'signIn');
  // the catalogue's text is markup, what is put into it is not
  const b = (text: string) => `<b>${text}</b>`;
  const address = escapeHtml(email);
  if (pending === null) return new Html(t.markup('confirm.text', { email: address, b }));
  const issuer = escapeHtml(issuerName(pending.issuer));
  const identity = escapeHtml(pending.name) || issuer;
  return new Html(t.markup('confirm.bindText', { email: address, identity, issuer, b }));
}

/** A link that is used, unknown or expired, and the form for a new one. */
export function deadLinkPage(
  ctx: Context,
  locale: Locale,
  code: 'link-invalid' | 'link-expired',
  form: AddressForm,
): Promise<Response> {
  const t = translator(locale, 'signIn');
  const body = html`<p class="lede">${translator(locale, 'errors')(code)}</p>
<p>${t('dead.again')}</p>
${addressForm(locale, form)}`;
  return show(ctx, locale, {
    path: 'sign-in',
    title: t(code === 'link-expired' ? 'dead.expired' : 'dead.invalid'),
    body,
    status: 410,
  });
}

/** The issuer vouches for a person but for no address: which one is theirs? */
export function linkEmailPage(
  ctx: Context,
  locale: Locale,
  pending: PendingIdentity,
  form: AddressForm,
): Promise<Response> {
  const t = translator(locale, 'signIn');
  const body = html`<p class="lede">${t('linkEmail.text', { issuer: issuerName(pending.issuer) })}</p>
${pending.name && html`<p>${t('linkEmail.as', { name: pending.name })}</p>`}
${addressForm(locale, form, `/${locale}/sign-in/link-email`)}`;
  const status = form.error ? 422 : 200;
  return show(ctx, locale, { path: 'sign-in/link-email', title: t('linkEmail.title'), body, status });
}

/** A link that binds an identity, opened where that identity does not wait. */
export function otherBrowserPage(ctx: Context, locale: Locale): Promise<Response> {
  const t = translator(locale, 'signIn');
  const body = html`<p class="lede">${t('otherBrowser.text')}</p>
<p>${t('otherBrowser.nothing')}</p>
${wayBack(locale)}`;
  return show(ctx, locale, { path: 'sign-in', title: t('otherBrowser.title'), body, status: 403 });
}

export const PROBLEMS = ['suspended', 'no-account', 'identity-taken', 'identity-provider'] as const;
export type Problem = (typeof PROBLEMS)[number];

/** Why somebody who was identified is not let in, or was not identified. */
export function problemPage(ctx: Context, locale: Locale, problem: Problem): Promise<Response> {
  const body = html`<p class="lede">${translator(locale, 'errors')(problem)}</p>
${wayBack(locale)}`;
  const title = translator(locale, 'signIn')(`problem.${problem}`);
  const status = problem === 'identity-provider' ? 400 : 403;
  return show(ctx, locale, { path: `sign-in/problem?code=${problem}`, title, body, status });
}

/** `seconds`: how long to wait. */
export function tooManyPage(ctx: Context, locale: Locale, seconds: number): Promise<Response> {
  const t = translator(locale, 'signIn');
  const body = html`<p class="lede">${t('tooMany.text', { minutes: Math.ceil(seconds / 60) })}</p>
${wayBack(locale)}`;
  const headers: [string, string][] = [['retry-after', String(seconds)]];
  return show(ctx, locale, { path: 'sign-in', title: t('tooMany.title'), body, status: 429, headers });
}

function addressForm(locale: Locale, { email, error, to }: AddressForm, action = `/${locale}/sign-in`): Html {
  const t = translator(locale, 'signIn');
  return html`<form method="post" action="${action}" class="stack" novalidate>
${errorSummary(t('errorTitle'), error ? [{ field: 'email', message: error }] : [])}
${field({
  name: 'email',
  type: 'email',
  label: t('email'),
  hint: t('emailHint'),
  value: email ?? '',
  autocomplete: 'email',
  inputmode: 'email',
  required: true,
  ...(error ? { error } : {}),
})}
${to !== null && hidden('to', to)}
${submitButton(t('send'))}
</form>`;
}

function identityForm(locale: Locale, issuer: string, to: string | null): Html {
  const t = translator(locale, 'signIn');
  return html`<section class="stack" aria-labelledby="identity">
<h2 id="identity">${t('identityTitle')}</h2>
<form method="post" action="/${locale}/sign-in/oidc">
${to !== null && hidden('to', to)}
${submitButton(t('identity', { issuer: issuerName(issuer) }), 'quiet')}
</form>
</section>`;
}

function demoForm(locale: Locale, people: DemoPerson[], to: string | null): Html {
  const t = translator(locale, 'signIn');
  const roles = translator(locale, 'roles');
  const choices = people.map(
    ({ id, name, role }) => html`<li><button class="button button-quiet" type="submit" name="user" value="${id}">${name}
<span class="sign-in-role">${roles(role)}</span></button></li>`,
  );
  return html`<section class="stack" aria-labelledby="demo">
<h2 id="demo">${t('demoTitle')}</h2>
<p>${t('demoLead')}</p>
<form method="post" action="/${locale}/sign-in/demo">
${to !== null && hidden('to', to)}
<ul class="sign-in-people">${choices}</ul>
</form>
</section>`;
}

function wayBack(locale: Locale): Html {
  return html`<p><a class="button" href="/${locale}/sign-in">${translator(locale, 'signIn')('backToSignIn')}</a></p>`;
}

function optionalTo(to: string | null): { to?: string } {
  return to === null ? {} : { to };
}

function issuerName(issuer: string): string {
  return new URL(issuer).host;
}

function show(ctx: Context, locale: Locale, page: Page): Promise<Response> {
  const body = html`<article class="sign-in stack">
<h1>${page.title}</h1>
${page.body}
</article>`;
  return publicPage(ctx, { ...page, locale, body, isPrivate: true });
}
