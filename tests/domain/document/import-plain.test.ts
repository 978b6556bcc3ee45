// Plain text as sections: what is a heading, a list, a table; and that no word is lost, whatever the text is.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type BodyJson, bodyJson } from '../../../domain/document/body.ts';
import { decodeText } from '../../../domain/document/import/decode.ts';
import { readPlainText } from '../../../domain/document/import/plain-text.ts';
import { type ImportedSection, importedSections, takeTitle } from '../../../domain/document/import/sections.ts';
import type { NodeJson } from '../../../domain/document/reading.ts';
import { estonian } from '../../support/estonian.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { wordsOf, wordsOfSections } from '../../support/words.ts';

const UNTITLED = { before: 'SISSEJUHATUS', whole: 'FAIL' };

function sectionsOf(text: string): ImportedSection[] {
  let next = 0;
  const read = importedSections(readPlainText(text), UNTITLED, () => `b${next++}`);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

/** Title with its level, then blocks in a short notation. */
function sketch(text: string): string[] {
  return sectionsOf(text).flatMap(({ level, title, body }) => [
    `${'#'.repeat(level)} ${title}`,
    ...blocks(bodyJson(body)),
  ]);
}

const blocks = (body: BodyJson): string[] => (body.content ?? []).map(short).filter((line) => line !== 'p()');

function short({ type, text, attrs, marks = [], content = [] }: NodeJson): string {
  if (text !== undefined) return marks.length > 0 ? `<${text}>` : text;
  const inside = content.map(short);
  const names: Record<string, string> = {
    paragraph: 'p',
    bulletList: 'ul',
    orderedList: `ol${attrs?.start}`,
    listItem: 'li',
  };
  return type === 'hardBreak' ? '/' : `${names[type] ?? type}(${inside.join(['paragraph'].includes(type) ? '' : ' ')})`;
}

test('OP2 the text of a project page becomes sections, lists and paragraphs as its author meant them', () => {
  const bytes = readFileSync(new URL('../../fixtures/import/centre.txt', import.meta.url));
  const text = decodeText(bytes) ?? '';
  const { title, sections } = takeTitle(sectionsOf(text));
  expect(title).toBe('Kogukonna kompetentsikeskuse loomine');
  expect(sections.map(({ level, title: own }) => [level, own])).toEqual([
    [1, 'Kogukonna kompetentsikeskuse loomine'],
    [1, 'Mis on uuendus?'],
    [1, 'Tegevused'],
  ]);
  const [intro, what, activities] = sections.map(({ body }) => blocks(bodyJson(body)));
  expect(intro?.map((line) => line.slice(0, 2))).toEqual(['p(', 'p(', 'p(', 'ol', 'p(']);
  expect(intro?.[0]).toMatch(/^p\(14\. mail 2021/);
  expect(intro?.[3]).toBe(
    'ol1(li(p(Arendada ökosüsteemi Eestis.)) li(p(Tutvustada Eesti meetodeid partnerriikidele.)) li(p(Õppida partnerriikide kogemusest.)))',
  );
  expect(what).toHaveLength(2);
  expect(activities?.map((line) => line.slice(0, 4))).toEqual(['p(Tö', 'ol1(', 'p(Ol', 'ol2(', 'p(Li']);
  expect(activities?.[1]).toMatch(
    /^ol1\(li\(p\(Ökosüsteemi arendamine Eestis\.\) ul\(li\(.*\) li\(.*\) li\(.*\)\)\)\)$/,
  );
  expect(activities?.[3]).toMatch(/^ol2\(li\(p\(Eesti meetodite.*\) p\(Oma kogemuste.*\)\) li\(p\(Partnerriikide/);
  expect(activities?.[4]).toContain('<https://si-alliance.example/et/>.');
  expect(wordsOfSections(sectionsOf(text))).toEqual(wordsOf(text));
});

test.each([
  [
    'a lone short line before text',
    'Pealkiri siin\n\nTekst on.\n\nTeine osa\n\nVeel teksti.',
    ['# Pealkiri siin', 'p(Tekst on.)', '# Teine osa', 'p(Veel teksti.)'],
  ],
  [
    'numbers that count through',
    '1. Olukord\n\nTekst.\n\n1.1 Põhjused\n\nTekst.\n\n2. Siht\n\nTekst.',
    ['# Olukord', 'p(Tekst.)', '## Põhjused', 'p(Tekst.)', '# Siht', 'p(Tekst.)'],
  ],
  [
    'numbers that do not stay in the titles',
    '3.1 Olukord\n\nTekst.\n\n7.4 Siht\n\nTekst.',
    ['# 3.1 Olukord', 'p(Tekst.)', '# 7.4 Siht', 'p(Tekst.)'],
  ],
  [
    'capitals',
    'SISSEJUHATUS\nTekst on.\n\nKOKKUVÕTE\nTekst.',
    ['# SISSEJUHATUS', 'p(Tekst on.)', '# KOKKUVÕTE', 'p(Tekst.)'],
  ],
  ['underlines', 'Suur\n====\n\nTekst.\n\nVäike\n-----\nTekst.', ['# Suur', 'p(Tekst.)', '## Väike', 'p(Tekst.)']],
  ['a sentence is no heading', 'See on lause.\n\nTekst on siin.', ['# FAIL', 'p(See on lause.)', 'p(Tekst on siin.)']],
  [
    'what ends the text is no heading',
    'Tekst algab siit.\n\nMari Tamm',
    ['# FAIL', 'p(Tekst algab siit.)', 'p(Mari Tamm)'],
  ],
  [
    'a list with space between its items is a list',
    'Teeme nii:\n\n1. Kaasa\n\n2. Hinda\n\n3. Otsusta\n\nTekst.',
    ['# FAIL', 'p(Teeme nii:)', 'ol1(li(p(Kaasa)) li(p(Hinda)) li(p(Otsusta)))', 'p(Tekst.)'],
  ],
  [
    'names in a row are no headings',
    'Osalejad olid siin.\n\nMari Tamm\n\nJaan Kask\n\nLiis Võsu\n\nNad rääkisid.',
    ['# SISSEJUHATUS', 'p(Osalejad olid siin.)', 'p(Mari Tamm)', 'p(Jaan Kask)', '# Liis Võsu', 'p(Nad rääkisid.)'],
  ],
  [
    'an ordinal is no list',
    '14. mail kohtuti.\n\n2021. aastal ka.',
    ['# FAIL', 'p(14. mail kohtuti.)', 'p(2021. aastal ka.)'],
  ],
  [
    'nested lists by indentation',
    '- üks\n  - kaks\n    1. kolm\n- neli',
    ['# FAIL', 'ul(li(p(üks) ul(li(p(kaks) ol1(li(p(kolm)))))) li(p(neli)))'],
  ],
  ['every kind of bullet', '• a\n• b\n\n– c\n\n* d', ['# FAIL', 'ul(li(p(a)) li(p(b)) li(p(c)) li(p(d)))']],
  [
    'a list that begins later keeps its number only as what comes next',
    '5. viies\n\nTekst.',
    ['# FAIL', 'p(5. viies)', 'p(Tekst.)'],
  ],
  [
    'broken lines are joined, short ones keep their break',
    'See rida on murtud nii et\njärgmine rida käib kokku\nja lõpp.',
    ['# FAIL', 'p(See rida on murtud nii et järgmine rida käib kokku ja lõpp.)'],
  ],
  [
    'cells by tabs',
    'Nimi\tArv\nÜks\t1\nKaks\t2',
    [
      '# FAIL',
      'table(tableRow(tableHeader(p(Nimi)) tableHeader(p(Arv))) tableRow(tableCell(p(Üks)) tableCell(p(1))) tableRow(tableCell(p(Kaks)) tableCell(p(2))))',
    ],
  ],
])('OP2 %s', (_what, text, expected) => {
  expect(sketch(text)).toEqual(expected);
});

test('OP2 a heading too long for a title goes on as text', () => {
  const text = `${'SUUR '.repeat(80)}LÕPP`;
  const read = importedSections([{ type: 'heading', level: 1, text }], UNTITLED, () => 'b');
  if (!read.ok) throw new Error(read.error.code);
  expect(wordsOfSections(read.value)).toEqual(wordsOf(text));
  expect(read.value[0]?.title.length).toBeLessThanOrEqual(300);
});

test('OP2 no word of a random text is lost or moved', () => {
  const random = randomFrom(printedSeed('import of plain text'));
  const { sentence, phrase, pick, upTo } = estonian(random);
  const line = () =>
    pick([
      () => sentence(),
      () => sentence().replaceAll(' ', pick([' ', '\n', '  '])),
      () => phrase('nom'),
      () => phrase('plNom').toUpperCase(),
      () => `${pick(['-', '•', '–', '*', '1.', '2)', '3.', '1.2', 'a)', '§ 4', '14.'])} ${phrase('part')}`,
      () => `${phrase('nom')}\t${phrase('gen')}`,
      () => `${pick(['====', '----', '***', '|', '#', '> '])}`,
      () => `https://example.ee/${upTo(99)}?a=(${upTo(9)}).`,
    ])();
  for (let round = 0; round < 400; round += 1) {
    const text = Array.from({ length: upTo(40) }, () => `${' '.repeat(pick([0, 0, 1, 2, 4, 9]))}${line()}`)
      .join(pick(['\n', '\n\n', '\n']))
      .replace(/\n/g, () => pick(['\n', '\n', '\n\n']));
    const untitled = new Set(['SISSEJUHATUS', 'FAIL']);
    if (wordsOf(text).length === 0) continue;
    const found = wordsOfSections(sectionsOf(text)).filter((word) => !untitled.has(word));
    expect(found, JSON.stringify(text)).toEqual(wordsOf(text));
  }
});

test('I8 texts of every encoding are read, and what cannot be stored is left out', () => {
  const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
  const text = 'Õäöü šž';
  expect(decodeText(new TextEncoder().encode(`\uFEFF${text}`))).toBe(text);
  expect(decodeText(Buffer.concat([bytes('fffe'), Buffer.from(text, 'utf16le')]))).toBe(text);
  expect(decodeText(Buffer.concat([bytes('feff'), Buffer.from(text, 'utf16le').swap16()]))).toBe(text);
  expect(decodeText(bytes('d5e4f6fc20f0fe'))).toBe(text);
  expect(decodeText(bytes('504b030400000000'))).toBeNull();
  expect(decodeText(Buffer.from('a\u202Eb\u0085c\fd\r\ne\rf\u200Fg'))).toBe('ab\nc\nd\ne\nfg');
  expect(decodeText(Buffer.from(`x${'\u0301'.repeat(50)}`))?.match(/\p{M}/gu)).toHaveLength(8);
});
