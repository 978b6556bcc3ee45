// What people type, at its worst: filters that would be SQL (I3), characters that mislead or break (I8), and markup
// in names on public pages (I1). Each case prints its figure.

import { expect, test } from 'vitest';
import { readCell, writeCsv } from '../../domain/csv.ts';
import { parseForm } from '../../domain/form.ts';
import { organisationForm } from '../../domain/people/organisation.ts';
import { auditFilter, listAudit } from '../../server/audit/queries.ts';
import { listMails } from '../../server/mail/queries.ts';
import { createOrganisation } from '../../server/people/organisations.ts';
import { listPeople, readOrganisation, readPerson } from '../../server/people/queries.ts';
import { servePage } from '../../server/site/routes.ts';
import { expectInert, textOf } from '../support/markup.ts';
import { NAMES } from '../support/payloads.ts';
import { BARE_ORGANISATION } from '../support/people.ts';
import { onStage, type Stage } from '../support/stage.ts';

let { app, cast } = {} as Stage;

onStage((stage) => {
  ({ app, cast } = stage);
});

const INJECTIONS = [
  "' or '1'='1",
  "'; drop table users; --",
  "') union select * from users --",
  '" or ""="',
  '1; select pg_sleep(5)',
  '%',
  '_',
  '\\',
  '%%%',
  "\\' or 1=1 --",
  '$1',
  '#{1}',
  ':id',
  '?',
  "admin'--",
  '/**/',
  "'||(select email from users limit 1)||'",
  '1e309',
  '-1',
  '0',
  '9223372036854775808',
  'NaN',
  '\u0000',
  '\ud800',
  'x'.repeat(5000),
];

test('no filter, search or page number is ever SQL (I3)', async () => {
  const { ctx } = cast.administrator;
  const before = await app.database.connection.query('select count(*)::int as n from users');
  let bad = 0;
  let cases = 0;
  for (const text of INJECTIONS) {
    const filter = auditFilter.parse({ actor: text, action: text, subject: text, from: text, to: text, before: text });
    const results = [
      await listAudit(ctx, filter),
      await listPeople(ctx, text),
      await listMails(ctx, { search: text, page: Number(text) }),
      await readPerson(ctx, text),
      await readOrganisation(ctx, text),
    ];
    cases += results.length;
    const people = results[1];
    // a search is for the characters themselves: none of these stands in a name or address
    const finds = people?.ok && (people.value as unknown[]).length > 0;
    if (finds && !['_', '0', '1', '-1', '?'].includes(text)) bad += 1;
  }
  expect(await app.database.connection.query('select count(*)::int as n from users')).toEqual(before);
  process.stdout.write(`filters that did more than filter: ${bad} / ${cases}\n`);
  expect(bad).toBe(0);
});

const CHARACTERS = [
  'a\u0000b',
  'a\u202Eb',
  'a\u2066b\u2069',
  '\u200Fabc',
  '\uFEFFabc',
  'a\uD800',
  '\uDC00b',
  `a${'\u0301'.repeat(40)}`,
  'a\u0008b',
  'a\u001b[31mb',
  'a\u2028b',
  'Õie',
  'O\u0303ie',
  '👩‍👩‍👧‍👦',
  'नमस्ते',
  'שלום',
  'مرحبا',
  'a\u200Bb',
  'a\u00ADb',
  '\u{1F1EA}\u{1F1EA}',
  'ﷺ',
  'x'.repeat(200),
  '𝕶𝖆𝖆𝖘𝖆',
  '=1+1',
  '\tx',
];

test('what is typed is refused, or saved, shown and exported as one and the same (I8)', async () => {
  let bad = 0;
  let refused = 0;
  for (const text of CHARACTERS) {
    const parsed = parseForm(organisationForm, { ...BARE_ORGANISATION, name: { et: text } });
    if (!parsed.ok) {
      refused += 1;
      continue;
    }
    const made = await createOrganisation(cast.operator, parsed.value);
    const read = made.ok ? await readOrganisation(cast.operator, made.value.id) : made;
    const saved = read.ok ? (read.value.name.et ?? '') : null;
    const exported = saved === null ? null : cellOf(writeCsv(['name'], [[saved]]));
    if (saved !== text.normalize('NFC').trim() || exported !== saved) bad += 1;
  }
  process.stdout.write(`texts that changed on their way: ${bad} / ${CHARACTERS.length}, refused ${refused}\n`);
  expect([bad, refused > 5, refused < CHARACTERS.length - 5]).toEqual([0, true, true]);
});

function cellOf(csv: string): string {
  const line = csv.split('\r\n')[1] ?? '';
  return readCell(line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line);
}

test('no name of an organisation becomes markup on the public front page (I1)', async () => {
  for (const name of NAMES) await createOrganisation(cast.operator, { ...BARE_ORGANISATION, name: { et: name } });
  const answer = await servePage(new Request('http://localhost/et'), 'et', '', app);
  const page = await answer.text();
  expectInert(page);
  const shown = textOf(page);
  const missing = NAMES.filter((name) => !shown.includes(name.normalize('NFC').trim()));
  process.stdout.write(`payloads that ran or vanished: ${missing.length} / ${NAMES.length}\n`);
  expect(missing).toEqual([]);
  expect(NAMES.length).toBeGreaterThan(300);
});
