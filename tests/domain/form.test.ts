import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readCell, writeCsv } from '../../domain/csv.ts';
import { formObject, parseForm } from '../../domain/form.ts';
import { escapeHtml, html } from '../../domain/html.ts';
import { localised, negotiateLocale } from '../../domain/locale.ts';
import { invitationState } from '../../domain/people/invitation.ts';
import { organisationForm } from '../../domain/people/organisation.ts';
import { settingsForm } from '../../domain/people/settings.ts';

test('dotted names nest, names in [] are lists, the framework’s own are left out', () => {
  const entries: [string, unknown][] = [
    ['name.et', 'A'],
    ['name.en', 'B'],
    ['locales[]', 'et'],
    ['locales[]', 'en'],
    ['x', '1'],
    ['x', '2'],
    ['$ACTION_ID', 'z'],
  ];
  expect(JSON.parse(JSON.stringify(formObject(entries)))).toEqual({
    name: { et: 'A', en: 'B' },
    locales: ['et', 'en'],
    x: '2',
  });
});

test('no name of a field reaches a prototype', () => {
  formObject([
    ['__proto__.polluted', 'yes'],
    ['constructor.prototype.polluted', 'yes'],
  ]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('formObject takes whatever names it is given', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (entries) => typeof formObject(entries) === 'object'),
    { seed: 20263 },
  );
});

test('a wrong form names each wrong field once, with a code people can be told', () => {
  const result = parseForm(organisationForm, {
    name: {},
    kind: 'club',
    country: 'xx',
    contactEmail: 'a@b,c',
    registryCode: 'a b',
    contactName: '',
    contactPhone: '1',
  });
  expect(result.ok).toBe(false);
  const fields = result.ok ? [] : (result.error.fields ?? []).map((f) => `${f.field}:${f.code}`);
  expect(fields.sort()).toEqual([
    'contactEmail:email',
    'contactPhone:phone',
    'country:country',
    'kind:choice',
    'name.et:required',
    'registryCode:registry-code',
  ]);
});

test('numbers out of range and missing lists have their codes', () => {
  const result = parseForm(settingsForm.pick({ sentMailDays: true, locales: true }), {
    sentMailDays: '0',
    locales: [],
  });
  expect(result.ok ? [] : result.error.fields?.map((f) => `${f.field}:${f.code}`)).toEqual([
    'sentMailDays:number-range',
    'locales:required',
  ]);
});

test('parseForm never throws', () => {
  fc.assert(
    fc.property(fc.anything(), (input) => typeof parseForm(z.object({ a: z.string() }), input).ok === 'boolean'),
    { seed: 20264 },
  );
});

const FORMULAS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  ' =1',
  "'=1",
  '=HYPERLINK("http://x","y")',
];

test('a spreadsheet finds no formula in an exported cell, and the text comes back whole (PE43, I4)', () => {
  for (const text of [...FORMULAS, 'tavaline', 'a,b', 'a"b', 'a\nb', '']) {
    const line = writeCsv(['h'], [[text]])
      .split('\r\n')
      .slice(1, -1)
      .join('\r\n');
    const cell = line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line;
    expect(/^\s*[=+\-@＝＋－＠]/.test(cell), text).toBe(false);
    expect(readCell(cell)).toBe(text);
  }
});

test('numbers stay numbers in an export', () => {
  expect(writeCsv(['n'], [[-5], [null]])).toBe('\uFEFFn\r\n-5\r\n\r\n');
});

test('markup comes only from the template', () => {
  expect(String(html`<p title="${'"><script>'}">${['<b>', html`<i>x</i>`, 1, false, null, undefined]}</p>`)).toBe(
    '<p title="&#34;&#62;&#60;script&#62;">&#60;b&#62;<i>x</i>1</p>',
  );
  fc.assert(
    fc.property(fc.string(), (text) => !/[<>"']/.test(escapeHtml(text))),
    { seed: 20265 },
  );
});

test('an invitation is open until it is accepted, revoked or expired', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const at = (ms: number) => new Date(now.getTime() + ms);
  expect(invitationState({ acceptedAt: null, revokedAt: null, expiresAt: at(1) }, now)).toBe('open');
  expect(invitationState({ acceptedAt: null, revokedAt: null, expiresAt: now }, now)).toBe('expired');
  expect(invitationState({ acceptedAt: null, revokedAt: at(-5), expiresAt: at(-1) }, now)).toBe('revoked');
  expect(invitationState({ acceptedAt: at(-9), revokedAt: at(-5), expiresAt: at(-1) }, now)).toBe('accepted');
});

test.each([
  [null, 'et'],
  ['', 'et'],
  ['en', 'en'],
  ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
  ['de,en;q=0.5', 'en'],
  ['fr', 'et'],
  ['en;q=0, ru;q=0.1', 'ru'],
  [';;;q=x,,', 'et'],
])('a reader who sends Accept-Language %j gets %s', (header, locale) => expect(negotiateLocale(header)).toBe(locale));

test('a text falls back to the default language, then to any', () => {
  expect(localised({ en: 'E' }, 'ru')).toBe('E');
  expect(localised({ et: 'T', en: 'E' }, 'ru')).toBe('T');
  expect(localised({}, 'ru')).toBe('');
});
