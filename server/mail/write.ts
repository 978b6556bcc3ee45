// From a template and its parameters to a finished mail: subject, plain text and HTML in the reader's language.

import { dateWriter } from '../../domain/dates.ts';
import { html } from '../../domain/html.ts';
import { type Locale, localised } from '../../domain/locale.ts';
import type { Settings } from '../settings/defaults.ts';
import { translator } from '../translate.ts';
import { writeBindIdentity } from './templates/bind-identity.ts';
import { writeInvitation } from './templates/invitation.ts';
import type { Letter, LetterWriter } from './templates/letter.ts';
import { writeSignIn } from './templates/sign-in.ts';
import type { MailParams, MailTemplate } from './templates.ts';

export type WrittenMail = { subject: string; text: string; html: string };

const WRITERS: { [T in MailTemplate]: LetterWriter<MailParams[T]> } = {
  'sign-in': writeSignIn,
  'bind-identity': writeBindIdentity,
  invitation: writeInvitation,
};

/** Characters that end a header line, hide or turn text around. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu;
/** UTF-16 units; no name that people may enter is longer. */
const LONGEST_PARAMETER = 300;

/** `publicUrl`: without a slash at the end. */
export function writeMail<T extends MailTemplate>(
  template: T,
  params: MailParams[T],
  locale: Locale,
  settings: Settings,
  publicUrl: string,
): WrittenMail {
  const t = translator(locale, 'mail', settings.timeZone);
  const instance = onOneLine(localised(settings.name, locale));
  const letter = WRITERS[template](t, withTamedNames(params), instance, dateWriter(locale, settings.timeZone));
  const sentBy = t('sentBy', { instance, host: new URL(publicUrl).host });
  return {
    subject: letter.subject,
    text: asText(letter, sentBy),
    html: asHtml(letter, { sentBy, copyLink: t('copyLink') }, locale, settings.accent),
  };
}

/** One line of visible characters, whatever was stored. */
export function onOneLine(text: string): string {
  return text.replace(UNPRINTABLE, ' ').trim().slice(0, LONGEST_PARAMETER).toWellFormed();
}

/** Forms refuse line breaks in names; a mail does not depend on it. Links are the server's own and stay whole. */
function withTamedNames<P extends object>(params: P): P {
  const tame = ([key, value]: [string, unknown]) =>
    [key, typeof value === 'string' && key !== 'url' ? onOneLine(value) : value] as const;
  return Object.fromEntries(Object.entries(params).map(tame)) as P;
}

function asText({ heading, paragraphs, action, notes }: Letter, sentBy: string): string {
  return `${[heading, ...paragraphs, `${action.label}:\n${action.url}`, ...notes, `-- \n${sentBy}`].join('\n\n')}\n`;
}

/**
 * No style sheet, no image, no colour but the button's: mail programs in dark mode turn the rest as they do their own
 * windows. The link is written out too, for programs that show buttons badly.
 */
function asHtml(letter: Letter, frame: { sentBy: string; copyLink: string }, locale: Locale, accent: string): string {
  const { subject, heading, paragraphs, action, notes } = letter;
  const small = 'font-size:14px';
  return html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${subject}</title></head>
<body style="margin:0;padding:24px 16px;font:16px/1.5 sans-serif">
<div role="article" aria-label="${subject}" lang="${locale}" style="max-width:560px;margin:0 auto">
<h1 style="font-size:22px;line-height:1.3;margin:0 0 16px">${heading}</h1>
${paragraphs.map((text) => html`<p style="margin:0 0 16px">${text}</p>\n`)}
<p style="margin:24px 0"><a href="${action.url}" style="display:inline-block;padding:12px 24px;border-radius:4px;background:${accent};color:#ffffff;text-decoration:none;font-weight:bold">${action.label}</a></p>
${notes.map((text) => html`<p style="margin:0 0 16px">${text}</p>\n`)}
<p style="${small};margin:24px 0 0">${frame.copyLink}<br><a href="${action.url}" style="word-break:break-all">${action.url}</a></p>
<hr style="margin:24px 0;border:0;border-top:1px solid">
<p style="${small};margin:0">${frame.sentBy}</p>
</div>
</body></html>
`.markup;
}
