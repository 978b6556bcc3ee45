// The public pages themselves: the front page, the privacy notice, the accessibility statement.

import { type Html, html } from '../../domain/html.ts';
import { type Locale, type Localised, localised, localisedIn } from '../../domain/locale.ts';
import type { Context } from '../context.ts';
import { listPublicOrganisations, type PublicOrganisation } from '../people/public-queries.ts';
import { BARE_SETTINGS, type Settings } from '../settings/defaults.ts';
import { translator } from '../translate.ts';
import { fillIn, renderMarkdown } from './markdown.ts';
import type { PublicPage } from './page.ts';

/** What this instance is, which consultations are open, and who works here. */
export async function frontPage(ctx: Context, locale: Locale, settings: Settings): Promise<PublicPage> {
  const t = translator(locale, 'site');
  const body = html`<div class="front">
<div class="hero">
<h1>${t('front.title')}</h1>
<p class="lede">${t('front.lede')}</p>
${colophon(locale, settings)}
</div>
${consultations(locale)}
${network(locale, await listPublicOrganisations(ctx, locale))}
</div>`;
  return { locale, path: '', title: t('front.title'), description: t('front.description'), body };
}

export function privacyPage(locale: Locale, settings: Settings): PublicPage {
  return statement(locale, 'privacy', settings.privacyNotice, settings);
}

export function accessibilityPage(locale: Locale, settings: Settings): PublicPage {
  return statement(locale, 'accessibility', settings.accessibilityStatement, settings);
}

/** Who runs the instance, once its administrator has said so. */
function colophon(locale: Locale, settings: Settings): Html {
  const t = translator(locale, 'site');
  const name = localised(settings.name, locale);
  const email = settings.feedbackEmail;
  const runBy = name !== localised(BARE_SETTINGS.name, locale) && html`${t('front.runBy', { name })} `;
  const questions = email && html`${t('front.questions')} <a href="mailto:${email}">${email}</a>`;
  return runBy || questions ? html`<p class="colophon">${runBy}${questions}</p>` : html``;
}

function consultations(locale: Locale): Html {
  const t = translator(locale, 'site');
  return html`<section class="front-part" aria-labelledby="consultations">
<h2 id="consultations">${t('consultations.title')}</h2>
<div class="empty">
<p class="empty-title">${t('consultations.none')}</p>
<p>${t('consultations.next')}</p>
</div>
</section>`;
}

function network(locale: Locale, organisations: PublicOrganisation[]): Html {
  const t = translator(locale, 'site');
  const list = html`<p class="front-part-lede">${t('network.lede')}</p>
<ul class="network">${organisations.map((organisation) => member(locale, organisation))}</ul>`;
  return html`<section class="front-part" aria-labelledby="network">
<h2 id="network">${t('network.title')}</h2>
${organisations.length > 0 ? list : html`<div class="empty"><p>${t('network.none')}</p></div>`}
</section>`;
}

function member(locale: Locale, { name, nameLocale, kind, country }: PublicOrganisation): Html {
  const countryName = new Intl.DisplayNames([locale], { type: 'region' }).of(country) ?? country;
  const kindName = kind !== 'other' && `${translator(locale, 'organisationKinds')(kind)}, `;
  const language = nameLocale === locale ? html`` : html` lang="${nameLocale}"`;
  return html`<li class="network-member"><span class="network-name"${language}>${name}</span>
<span class="network-facts">${kindName}${countryName}</span></li>`;
}

function statement(locale: Locale, path: 'privacy' | 'accessibility', text: Localised, settings: Settings): PublicPage {
  const t = translator(locale, 'site');
  const title = t(`${path}.title`);
  const written = localisedIn(text, locale);
  const values = {
    name: localised(settings.name, written.locale),
    contact: settings.feedbackEmail || translator(written.locale, 'site')('administrator'),
    ...settings.retention,
  };
  const language = written.locale === locale ? html`` : html` lang="${written.locale}"`;
  const body = html`<article class="statement">
<h1>${title}</h1>
<div class="prose"${language}>${renderMarkdown(fillIn(written.text, values))}</div>
</article>`;
  return { locale, path, title, body };
}
