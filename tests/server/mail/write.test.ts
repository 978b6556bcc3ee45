import { expect, test } from 'vitest';
import { LOCALES } from '../../../domain/locale.ts';
import type { InstanceRole } from '../../../domain/people/viewer.ts';
import { MAIL_TEMPLATES, type MailParams } from '../../../server/mail/templates.ts';
import { writeMail } from '../../../server/mail/write.ts';
import { BARE_SETTINGS } from '../../../server/settings/defaults.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';

const PUBLIC_URL = 'https://kaasa.example';
const URL_OF_LINK = `${PUBLIC_URL}/et/sign-in?token=abc`;

const paramsWith = (name: string): MailParams => ({
  'sign-in': { url: URL_OF_LINK, minutes: 15 },
  'bind-identity': { url: URL_OF_LINK, minutes: 15, identityName: name, issuerHost: name },
  invitation: {
    url: URL_OF_LINK,
    inviter: name,
    organisation: name,
    role: 'partner' as InstanceRole,
    expiresAt: new Date('2026-09-01T10:00:00Z'),
  },
});

const allWith = (name: string) =>
  MAIL_TEMPLATES.flatMap((template) =>
    LOCALES.map((locale) =>
      writeMail(
        template,
        paramsWith(name)[template],
        locale,
        { ...BARE_SETTINGS, name: { et: name, en: name, ru: name } },
        PUBLIC_URL,
      ),
    ),
  );

/** Pieces that break out of text, attributes, comments, links or lines in one program or another. */
const PIECES = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title><svg onload=alert(1)>',
  '<!--',
  '-->',
  ']]>',
  '&lt;script&gt;',
  '<a href="javascript:alert(1)">',
  '<style>*{display:none}</style>',
  '{inviter}',
  "'{'",
  '<b>x</b>',
  '#',
  '\r\nBcc: evil@example.com',
  '\nContent-Type: text/html\n\n<h1>',
  '\u202Egnp.exe',
  '\u2028',
  '\0',
  '\ud800',
  '=?utf-8?q?x?=',
  'Mari',
  ' ',
];

function payloads(count: number): string[] {
  const random = randomFrom(printedSeed('mail payloads'));
  const piece = () => PIECES[Math.floor(random() * PIECES.length)] ?? '';
  return [...PIECES, ...Array.from({ length: count - PIECES.length }, () => piece() + piece() + piece())];
}

/** Everything our own templates write, and nothing that a name brings along. */
const tagsOf = (markup: string) =>
  [...markup.matchAll(/<\/?([a-z!][a-z0-9]*)[^>]*>/gi)].map(([tag]) => tag.replace(/(aria-label|href)="[^"]*"/g, '$1'));

test('every mail exists in every language, as plain text and as HTML, with its link in both (ML4)', () => {
  const mails = allWith('Mari Tamm');
  expect(mails).toHaveLength(MAIL_TEMPLATES.length * LOCALES.length);
  for (const mail of mails) {
    expect(mail.subject).not.toBe('');
    expect(mail.text).toContain(URL_OF_LINK);
    expect(mail.html).toContain(`href="${URL_OF_LINK}"`);
  }
});

test('a mail loads nothing from anywhere and says in which language it is (ML5)', () => {
  for (const { html } of allWith('Mari Tamm')) {
    expect(html).not.toMatch(/<(img|link|script|style|iframe|object|form)|url\(|@import|src=/i);
    expect(html).toMatch(/<html lang="(et|en|ru)">/);
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
  }
});

test('no name becomes markup, whatever it holds (ML6)', () => {
  const wanted = allWith('x').map((mail) => tagsOf(mail.html));
  let bad = 0;
  const names = payloads(100);
  for (const name of names) {
    allWith(name).forEach((mail, i) => {
      if (JSON.stringify(tagsOf(mail.html)) !== JSON.stringify(wanted[i])) bad += 1;
    });
  }
  console.info(`names that became markup: ${bad} / ${names.length * MAIL_TEMPLATES.length * LOCALES.length}`);
  expect(bad).toBe(0);
});

test('no name ends a line or turns text around in a subject or in the text (ML6)', () => {
  const lines = allWith('x').map((mail) => mail.text.split('\n').length);
  for (const name of payloads(100)) {
    allWith(name).forEach((mail, i) => {
      expect(mail.subject).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u);
      expect(mail.text.split('\n')).toHaveLength(lines[i] ?? 0);
    });
  }
});
