// The page behind an invitation's link: who invites to what, and a form that creates the account. It works without
// a script, and opening it uses nothing up.

import { dateWriter } from '../../domain/dates.ts';
import { parseForm } from '../../domain/form.ts';
import { Html, html } from '../../domain/html.ts';
import { LANGUAGE_NAMES, type Locale, localised } from '../../domain/locale.ts';
import { acceptanceForm } from '../../domain/people/invitation.ts';
import type { Failure } from '../../domain/result.ts';
import { signOut, startSession } from '../auth/commands.ts';
import { leadTo, readForm, type Visit } from '../auth/visit.ts';
import { presentFailure } from '../present-failure.ts';
import { readSettings } from '../settings/queries.ts';
import { errorSummary, field, hidden, selectField, submitButton } from '../site/form.ts';
import { publicPage } from '../site/page.ts';
import { translator } from '../translate.ts';
import { acceptInvitation, type OpenInvitation, readInvitation } from './invitations.ts';

type Typed = { name: string; locale: string };

/** GET /invitation?token=… */
export async function showInvitation(visit: Visit): Promise<Response> {
  const token = visit.query.get('token') ?? '';
  const found = await readInvitation(visit.ctx, token);
  if (!found.ok) return invalidPage(visit);
  return invitationPage(visit, token, found.value, { name: '', locale: visit.locale });
}

/** POST /invitation: creates the account, signs in, and leads to the workspace. */
export async function answerInvitation(visit: Visit): Promise<Response> {
  const fields = await readForm(visit.request);
  const token = fields.get('token') ?? '';
  const typed = { name: fields.get('name') ?? '', locale: fields.get('locale') ?? '' };
  const form = parseForm(acceptanceForm, typed);
  if (!form.ok) return refusedPage(visit, token, typed, form.error);
  const joined = await acceptInvitation(visit.ctx, token, form.value);
  if (!joined.ok) return invalidPage(visit);
  await signOut(visit.ctx);
  const { cookie } = await startSession(visit.ctx, joined.value.userId, visit.request.headers.get('user-agent'));
  return leadTo(`/${form.value.locale}/work`, [cookie]);
}

async function refusedPage(visit: Visit, token: string, typed: Typed, failure: Failure): Promise<Response> {
  const found = await readInvitation(visit.ctx, token);
  return found.ok ? invitationPage(visit, token, found.value, typed, failure) : invalidPage(visit);
}

async function invitationPage(
  { ctx, locale }: Visit,
  token: string,
  invitation: OpenInvitation,
  typed: Typed,
  failure?: Failure,
): Promise<Response> {
  const t = translator(locale, 'invitation');
  const { inviter } = invitation;
  const { name, locales, timeZone } = await readSettings(ctx);
  const errors = failure ? presentFailure(locale, failure) : { message: '', fields: {} as Record<string, string> };
  const until = dateWriter(locale, timeZone)(invitation.expiresAt, { dateStyle: 'long' });
  const link = (text: string) => `<a href="/${locale}/privacy">${text}</a>`;
  const body = html`${errorSummary(
    errors.message,
    Object.entries(errors.fields).map(([f, message]) => ({ field: f, message })),
  )}
<p class="lede">${inviter ? t('from', { inviter }) : t('fromNobody')}. ${t('text', { instance: localised(name, locale) })}</p>
${facts(locale, invitation)}
<form method="post" action="/${locale}/invitation" class="stack">
${hidden('token', token)}
${field({ name: 'name', label: t('name'), hint: t('nameHint'), value: typed.name, autocomplete: 'name', required: true, ...optionalError(errors.fields.name) })}
${selectField({ name: 'locale', label: t('language'), value: typed.locale, options: locales.map((value) => ({ value, label: LANGUAGE_NAMES[value] })) })}
${submitButton(t('join'))}
</form>
<p>${t('until', { date: until })} ${new Html(t.markup('privacy', { link }))}</p>`;
  const path = `invitation?${new URLSearchParams({ token })}`;
  const title = t('title');
  const status = failure ? 422 : 200;
  return publicPage(ctx, { locale, path, title, body: article(title, body), isPrivate: true, status });
}

const optionalError = (error: string | undefined) => (error === undefined ? {} : { error });

function facts(locale: Locale, { email, role, organisation }: OpenInvitation): Html {
  const t = translator(locale, 'invitation');
  const rows = [
    [t('email'), email],
    [t('role'), translator(locale, 'roles')(role)],
    [t('organisation'), organisation ? localised(organisation, locale) : ''],
  ];
  return html`<dl class="facts">${rows.filter(([, value]) => value).map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function invalidPage({ ctx, locale }: Visit): Promise<Response> {
  const text = translator(locale, 'errors')('invitation-invalid');
  const body = html`<p class="lede">${text}</p><p><a href="/${locale}/sign-in">${translator(locale, 'signIn')('title')}</a></p>`;
  const title = translator(locale, 'invitation')('invalidTitle');
  return publicPage(ctx, {
    locale,
    path: 'invitation',
    title,
    body: article(title, body),
    isPrivate: true,
    status: 410,
  });
}

function article(title: string, body: Html): Html {
  return html`<article class="sign-in stack"><h1>${title}</h1>
${body}</article>`;
}
