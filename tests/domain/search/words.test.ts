// How texts become words, stems and marks, without a database.

import { describe, expect, test } from 'vitest';
import { stemEstonian } from '../../../domain/search/estonian.ts';
import { highlight, parts, snippet } from '../../../domain/search/highlight.ts';
import { lexemes, wordLexemes } from '../../../domain/search/lexemes.ts';
import { matcher, readQuery, requiredWords } from '../../../domain/search/query.ts';
import { allowedEdits, byNearness, editDistance, nearness, pieces, trigrams } from '../../../domain/search/spelling.ts';
import { STEMMED_LANGUAGES, stem } from '../../../domain/search/stem.ts';
import { tokenise, withoutMarks } from '../../../domain/search/words.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { forms } from '../../support/search-fixture.ts';

const words = (text: string) => tokenise(text).map(({ word }) => word);
const marked = (text: string, query: string, language = 'et') =>
  highlight(text, matcher(readQuery(query, STEMMED_LANGUAGES), language)).map(({ start, end }) =>
    text.slice(start, end),
  );

describe('words', () => {
  test('are lower case and composed, parted by hyphens, numbers with their separators', () => {
    expect(words('E-teenused, „Eesti 2035“: 4,2 miljonit (vt 2.1)')).toEqual([
      ...['e', 'teenused', 'eesti', '2035', '4.2', 'miljonit', 'vt', '2.1'],
    ]);
    expect(words('TÖÖ'.normalize('NFD'))).toEqual(['töö']);
    expect(words('Ёлка O’Neill ﬁlm')).toEqual(['елка', "o'neill", 'film']);
  });

  test('stand where the text has them, whatever characters it is written in', () => {
    const text = 'Töö🧑‍🚀 töö\u00adtuba\nÕ'.normalize('NFD');
    expect(tokenise(text).map(({ start, end }) => text.slice(start, end))).toEqual(
      ['Töö', 'töö\u00adtuba', 'Õ'].map((word) => word.normalize('NFD')),
    );
    expect(words(text)).toEqual(['töö', 'töötuba', 'õ']);
  });

  test('are there without their marks, except that й is a letter', () => {
    expect([withoutMarks('õäöüšž'), withoutMarks('й')]).toEqual(['oaousz', 'й']);
  });
});

describe('SE2 stems', () => {
  const share = (pairs: { lemma: string; form: string }[], language: string) => {
    const key = (word: string) => stem(word, language)?.key;
    return pairs.filter(({ lemma, form }) => key(lemma) === key(form)).length / pairs.length;
  };

  test('are the same for at least 95 in 100 pairs of forms, and for 90 of those that the rules were not made from', () => {
    expect(share(forms().et, 'et')).toBeGreaterThanOrEqual(0.95);
    const heldOut = forms().et.filter(({ isHeldOut }) => isHeldOut);
    expect(heldOut.length).toBeGreaterThan(80);
    expect(share(heldOut, 'et')).toBeGreaterThanOrEqual(0.9);
    expect(share(forms().en, 'en')).toBeGreaterThanOrEqual(0.95);
    expect(share(forms().ru, 'ru')).toBeGreaterThanOrEqual(0.95);
  });

  test('are different for at least 85 in 100 pairs of words that only look alike', () => {
    const apart = forms().apart.filter(({ language, a, b }) => stem(a, language)?.key !== stem(b, language)?.key);
    expect(apart.length / forms().apart.length).toBeGreaterThanOrEqual(0.85);
  });

  test('are never longer than the word by more than a letter, nor empty, for any letters', () => {
    const random = randomFrom(printedSeed('Estonian stems of random letters'));
    const letters = [...'aeiouõäöübdgklmnprstvhj'];
    for (let i = 0; i < 20_000; i += 1) {
      const word = Array.from({ length: 1 + random() * 14 }, () => letters[Math.floor(random() * letters.length)]).join(
        '',
      );
      const key = stemEstonian(word);
      expect(key.length, word).toBeGreaterThan(0);
      expect(key.length, word).toBeLessThanOrEqual(word.length + 1);
    }
  });

  test('of Cyrillic words are Russian in every text, of Latin words in a Russian text there are none', () => {
    expect(stem('общинам', 'et')).toMatchObject({ language: 'ru' });
    expect([stem('word', 'ru'), stem('2035', 'et')]).toEqual([null, null]);
  });
});

describe('SE9 marking', () => {
  test('marks the words as they stand, in composed and decomposed text alike', () => {
    const text = 'Eesmärgid on selged; üldeesmärk on üks.';
    expect(marked(text, 'eesmärk')).toEqual(['Eesmärgid', 'üldeesmärk']);
    expect(marked(text.normalize('NFD'), 'eesmärk')).toEqual(
      ['Eesmärgid', 'üldeesmärk'].map((word) => word.normalize('NFD')),
    );
    expect(marked(text, 'eesmark')).toEqual(['Eesmärgid', 'üldeesmärk']);
  });

  test('marks what begins with the last word only', () => {
    expect(marked('Häkatonid ja noored', 'noor häk')).toEqual(['Häkatonid', 'noored']);
    expect(marked('Häkatonid ja noored', 'häk noor')).toEqual(['noored']);
  });

  test('marks exactly the words that the index answers for', () => {
    const text = forms()
      .et.map(({ form }) => form)
      .join(' ');
    const query = readQuery('võrgustik töötuba ettevõtete', STEMMED_LANGUAGES);
    const meantBy = matcher(query, 'et');
    const alternatives = query.flatMap((word) => word.alternatives);
    for (const { word } of tokenise(text)) {
      const isFound = wordLexemes(word, 'et').some((own) =>
        alternatives.some(({ lexeme, isPrefix }) => (isPrefix ? own.startsWith(lexeme) : own === lexeme)),
      );
      expect(meantBy(word) !== null, word).toBe(isFound);
    }
  });

  test('keeps every character of the text', () => {
    const text = 'Häkatonil töötavad meeskonnad.';
    const shown = parts(text, highlight(text, matcher(readQuery('meeskond', ['et']), 'et')));
    expect(shown.map((part) => part.text).join('')).toBe(text);
    expect(shown.filter((part) => part.isMatch)).toEqual([{ text: 'meeskonnad', isMatch: true }]);
  });

  test('shows the stretch with most matches, cut between words and never inside a character', () => {
    const far = `${'Sissejuhatus räägib muust. '.repeat(20)}Rahastus ja rahastuse jagamine. ${'Lõpp 🧑‍🚀 '.repeat(60)}`;
    const shown = snippet(far, highlight(far, matcher(readQuery('rahastus', ['et']), 'et')));
    expect(shown.filter((part) => part.isMatch).map((part) => part.text)).toEqual(['Rahastus', 'rahastuse']);
    expect([shown[0]?.text, shown.at(-1)?.text]).toEqual(['…', '…']);
    const whole = shown.map((part) => part.text).join('');
    expect(whole.length).toBeLessThanOrEqual(222);
    expect(whole.isWellFormed()).toBe(true);
    expect(
      snippet('x'.repeat(5000), [])
        .map((part) => part.text)
        .join('').length,
    ).toBeLessThanOrEqual(221);
  });
});

describe('SE9 the stretch that is shown', () => {
  const shownOf = (text: string, query: string) =>
    snippet(text, highlight(text, matcher(readQuery(query, ['et']), 'et')));
  const markedIn = (text: string, query: string) =>
    shownOf(text, query).flatMap((part) => (part.isMatch ? part.text : []));
  const textOf = (shown: { text: string }[]) => shown.map((part) => part.text).join('');

  test('holds most of the words of the query, rather than one of them many times', () => {
    const often = 'Koolid, koolid ja koolid. ';
    const text = `${often}${'Vahepeal muud juttu. '.repeat(20)}Noored koolis.${' Lõpuks muud juttu.'.repeat(20)}`;
    expect(markedIn(text, 'noored kool')).toEqual(['Noored', 'koolis']);
  });

  test('holds a word that was found wherever it stands, however long it and its text are', () => {
    const random = randomFrom(printedSeed('stretches of random texts'));
    const filler = ['ja', 'muud-juttu', '🧑‍🚀', 'sõnad\n', 'x'.repeat(300), '…', 'a/b'];
    for (let round = 0; round < 500; round += 1) {
      const some = () => Array.from({ length: random() * 60 }, () => filler[Math.floor(random() * filler.length)]);
      const separator = random() < 0.5 ? ' ' : '-';
      const text = [...some(), `rahastus${random() < 0.1 ? 'e'.repeat(400) : ''}`, ...some()].join(separator);
      const shown = shownOf(text, 'rahastus');
      expect(shown.filter((part) => part.isMatch).length, text).toBeGreaterThan(0);
      expect(textOf(shown).length, text).toBeLessThanOrEqual(222);
      expect(textOf(shown).isWellFormed(), text).toBe(true);
    }
  });

  test('is found quickly in a text that is nothing but matches', () => {
    const text = 'rahastus '.repeat(20_000);
    const matches = highlight(text, matcher(readQuery('rahastus', ['et']), 'et'));
    const start = performance.now();
    snippet(text, matches);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('SE6 spelling', () => {
  test('fewer slips are nearer, then a longer common beginning', () => {
    const near = ['pool', 'noor', 'kool', 'nooool'].flatMap((key) => nearness('nool', key, 2) ?? []);
    expect(near.sort(byNearness).map(({ key }) => key)).toEqual(['noor', 'kool', 'pool', 'nooool']);
    expect(nearness('nool', 'strateegia', 2)).toBeNull();
  });

  test.each([
    ['võrgustik', 'võrgutsik', 1],
    ['võrgustik', 'vorgustik', 0],
    ['ministeerium', 'ministeerum', 1],
    ['strateegia', 'srateega', 2],
    ['kool', 'kolm', 2],
  ])('%s and %s are %i apart', (a, b, distance) => {
    expect(editDistance(a, b, 2)).toBe(distance);
    expect(editDistance(b, a, 2)).toBe(distance);
  });

  test('stops counting past the limit', () => {
    expect(editDistance('aaaaaaaa', 'bbbbbbbb', 2)).toBe(3);
    expect([allowedEdits('abc'), allowedEdits('kool'), allowedEdits('võrgustik')]).toEqual([0, 1, 2]);
  });

  test('a slip in any place leaves a piece of the word whole', () => {
    const word = 'strateegia';
    for (let at = 0; at < word.length; at += 1) {
      const slips = [
        word.slice(0, at) + word.slice(at + 1),
        `${word.slice(0, at)}x${word.slice(at)}`,
        `${word.slice(0, at)}x${word.slice(at + 1)}`,
      ];
      for (const slip of slips) {
        const own = trigrams(word);
        expect(
          pieces(slip, 2).some((groups) => groups.every((group) => own.includes(group))),
          slip,
        ).toBe(true);
      }
    }
  });
});

test('a query of fillers only looks for them, otherwise they do not count', () => {
  expect(readQuery('ja', ['et']).map(({ word }) => word)).toEqual(['ja']);
  expect(readQuery('noorte ja laste', ['et']).map(({ word }) => word)).toEqual(['noorte', 'laste']);
  expect([1, 2, 3, 4, 8].map(requiredWords)).toEqual([1, 2, 2, 3, 5]);
});

test('lexemes are sorted, each there once, and bounded whatever the text', () => {
  const found = lexemes('Töötuba', 'töötuba töötoas', 'et');
  expect(found).toEqual([...new Set(found)].sort());
  expect(found).toContain('^=töötuba');
  const many = Array.from({ length: 100_000 }, (_, i) => `sõna${i.toString(36)}`).join(' ');
  expect(lexemes('', many, 'et').join('').length).toBeLessThanOrEqual(250_000);
});
