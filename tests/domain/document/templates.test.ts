import { expect, test } from 'vitest';
import { DOCUMENT_KINDS, DOCUMENT_LANGUAGES } from '../../../domain/document/document.ts';
import { placed } from '../../../domain/document/planned.ts';
import { MAX_LEVELS, sectionTitle } from '../../../domain/document/section.ts';
import {
  exactSections,
  templateLanguage,
  templateSections,
  translatedTitle,
} from '../../../domain/document/templates.ts';
import { LOCALES } from '../../../domain/locale.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';

const outline = (kind: (typeof DOCUMENT_KINDS)[number]) =>
  templateSections(kind, 'et').map(({ level, kind: of, title }) => `${'  '.repeat(level - 1)}${title} (${of})`);

test('DO2 a development plan and a strategy have the recommended parts, with two annexes', () => {
  const parts = [
    'Sissejuhatus ja seos strateegiaga „Eesti 2035” (numbered)',
    'Olukorra analüüs (numbered)',
    'Visioon (numbered)',
    'Üldeesmärk ja alaeesmärgid (numbered)',
    '  Üldeesmärk (numbered)',
    '  Alaeesmärgid (numbered)',
    'Mõõdikud (numbered)',
    'Poliitikainstrumendid ja meetmed (numbered)',
    'Mõjud (numbered)',
    'Juhtimine ja seire (numbered)',
    'Hinnanguline maksumus (numbered)',
    'Kaasamise ülevaade (annex)',
    'Märkuste tabel (annex)',
  ];
  expect(outline('development-plan')).toEqual(parts);
  expect(outline('strategy')).toEqual(parts);
});

test('DO2 a programme begins with an unnumbered summary, and each measure has sub-goals', () => {
  expect(outline('programme')).toEqual([
    'Lühikokkuvõte (unnumbered)',
    'Eesmärk, mõõdikud ja eelarve (numbered)',
    'Olukorra analüüs (numbered)',
    'Järeldused (numbered)',
    'Meetmed ja tegevused (numbered)',
    '  Meede 1 (numbered)',
    '    Alaeesmärgid (numbered)',
    '    Tegevused (numbered)',
    '  Meede 2 (numbered)',
    '    Alaeesmärgid (numbered)',
    '    Tegevused (numbered)',
    'Programmi juhtimine (numbered)',
  ]);
});

test('DO2 a practice and a guideline have their parts, and blank has none', () => {
  const titles = (kind: 'practice' | 'guideline' | 'blank') => templateSections(kind, 'et').map(({ title }) => title);
  expect(titles('practice')).toEqual([
    ...['Probleem', 'Sihtrühm', 'Lähenemine', 'Partnerid', 'Tulemused'],
    ...['Õppetunnid', 'Maksumus', 'Kontakt', 'Riik', 'Aasta'],
  ]);
  expect(titles('guideline')).toEqual(['Eesmärk', 'Kellele', 'Sammud', 'Näited', 'Lisalugemine']);
  expect(titles('blank')).toEqual([]);
});

test.each(LOCALES)(
  'DO2 every title in %s is a title, and every section has a hint in Estonian and English',
  (locale) => {
    for (const kind of DOCUMENT_KINDS) {
      for (const { title, hint, level } of templateSections(kind, locale)) {
        expect(sectionTitle.parse(title)).toBe(title);
        expect(
          [hint?.et, hint?.en].every((text) => (text ?? '').length > 40),
          title,
        ).toBe(true);
        expect(level).toBeLessThanOrEqual(MAX_LEVELS);
      }
    }
  },
);

test('DO2 the hints never call the contents a legal duty', () => {
  const hints = DOCUMENT_KINDS.flatMap((kind) =>
    templateSections(kind, 'et').flatMap(({ hint }) => Object.values(hint ?? {})),
  );
  for (const hint of hints) expect(hint).not.toMatch(/seadus(e|t)|kohustusl|required by law|mandatory|obligatory/i);
});

test('DO2 a language without titles gets English ones', () => {
  for (const language of DOCUMENT_LANGUAGES) {
    const expected = (LOCALES as readonly string[]).includes(language) ? language : 'en';
    expect(templateLanguage(language)).toBe(expected);
    expect(templateSections('guideline', language)).toEqual(templateSections('guideline', expected));
  }
});

test.each([0, 1, 5, 6, 100])('OP1 exactly %i sections are planned, the template’s first', (count) => {
  const sections = exactSections('guideline', 'en', count);
  expect(sections).toHaveLength(count);
  expect(sections.slice(0, 5)).toEqual(templateSections('guideline', 'en').slice(0, count));
  expect(sections[5]?.title).toBe(count > 5 ? 'Section 6' : undefined);
});

test('DO4 only a title that the template gave is translated with it', () => {
  expect(translatedTitle('strategy', 'Visioon', 'et', 'en')).toBe('Vision');
  expect(translatedTitle('strategy', 'Visioon', 'et', 'pl')).toBe('Visioon');
  expect(translatedTitle('strategy', 'Meie visioon', 'et', 'en')).toBe('Meie visioon');
});

test('TR1 planned sections get parents by their levels and keys in their order, whatever the levels are', () => {
  const random = randomFrom(printedSeed('planned sections'));
  for (let round = 0; round < 200; round += 1) {
    const planned = Array.from({ length: Math.floor(random() * 30) }, (_, at) => ({
      at,
      level: Math.floor(random() * 12),
    }));
    let next = 0;
    const rows = placed(planned, () => `id${next++}`);
    const below = (parentId: string | null): number[] =>
      rows
        .filter((row) => row.parentId === parentId)
        .sort((a, b) => (a.orderKey < b.orderKey ? -1 : 1))
        .flatMap((row) => [row.at, ...below(row.id)]);
    expect(below(null)).toEqual(planned.map(({ at }) => at));
  }
});
