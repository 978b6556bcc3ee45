// The catalogues as a whole: the same messages in every language, none broken, none empty, no forbidden word. That
// every key used in code exists is the compiler's part (app/messages.d.ts), proved here by a planted one.

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '../../domain/locale.ts';
import { root } from '../../scripts/bootstrap.mjs';
import { CATALOGUES, type translator } from '../../server/translate.ts';

type Tree = { [key: string]: string | Tree };
/** The parsed form of one message: `type` 1–6 and 8 name an argument, 5 and 6 have options, 8 has children. */
type Part = {
  type: number;
  value?: string;
  options?: Record<string, { value: Part[] }>;
  children?: Part[];
  pluralType?: 'cardinal' | 'ordinal';
};
const LITERAL = 0;
const SELECT = 5;
const PLURAL = 6;
const POUND = 7;

// The parser that use-intl itself formats with, found through it: it is no dependency of ours.
const { IntlMessageFormat } = createRequire(import.meta.resolve('use-intl'))('intl-messageformat') as {
  IntlMessageFormat: new (message: string, locale: string) => { getAst(): Part[] };
};

const FORBIDDEN = ['kviitung', 'raport', 'külmuta', 'mittearvestatud', 'disposition', 'submission'];

const QUOTES: Record<Locale, readonly [string, string]> = { et: ['„', '”'], en: ['“', '”'], ru: ['«', '»'] };

/** Without any mark but the pair of the language; what opens is closed before the next one opens. */
function isQuotedRight(message: string, locale: Locale): boolean {
  const [open, close] = QUOTES[locale];
  const marks = message.match(/[„“”‟«»"]/g) ?? [];
  return marks.length % 2 === 0 && marks.every((mark, i) => mark === (i % 2 === 0 ? open : close));
}

function flatten(tree: Tree, prefix = ''): [key: string, message: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
}

const messages = Object.fromEntries(LOCALES.map((locale) => [locale, flatten(CATALOGUES[locale])])) as Record<
  Locale,
  [string, string][]
>;
const parse = (message: string, locale: Locale) => new IntlMessageFormat(message, locale).getAst();

/** Every argument, tag and select option of a message; plural options differ by language and are left out. */
function placeholders(parts: Part[]): string[] {
  const found = parts.flatMap((part) => {
    if (part.type === LITERAL || part.type === POUND) return [];
    const inner = [
      ...Object.values(part.options ?? {}).flatMap((o) => placeholders(o.value)),
      ...placeholders(part.children ?? []),
    ];
    const options =
      part.type === SELECT
        ? Object.keys(part.options ?? {})
            .sort()
            .join('|')
        : '';
    return [`${part.value}:${part.type}:${options}`, ...inner];
  });
  return [...new Set(found)].sort();
}

function incompletePlurals(parts: Part[], locale: Locale): string[] {
  return parts.flatMap((part) => {
    const inner = [...Object.values(part.options ?? {}).flatMap((o) => o.value), ...(part.children ?? [])];
    const wanted = new Intl.PluralRules(locale, { type: part.pluralType ?? 'cardinal' }).resolvedOptions()
      .pluralCategories;
    const missing = part.type === PLURAL ? wanted.filter((category) => !part.options?.[category]) : [];
    return [...missing.map((category) => `${part.value}: ${category}`), ...incompletePlurals(inner, locale)];
  });
}

describe.each(LOCALES)('the %s catalogue', (locale) => {
  test('has exactly the keys of the Estonian one', () => {
    expect(messages[locale].map(([key]) => key).sort()).toEqual(messages.et.map(([key]) => key).sort());
  });

  test('has no empty message', () => {
    expect(messages[locale].filter(([, message]) => message.trim() === '')).toEqual([]);
  });

  test('can be parsed, with every plural category of the language', () => {
    const wrong = messages[locale].flatMap(([key, message]) => {
      return incompletePlurals(parse(message, locale), locale).map((what) => `${key}: ${what}`);
    });
    expect(wrong).toEqual([]);
  });

  test('asks for the same values as the Estonian one', () => {
    const estonian = new Map(messages.et);
    const differing = messages[locale].filter(([key, message]) => {
      const theirs = placeholders(parse(estonian.get(key) ?? '', 'et'));
      return placeholders(parse(message, locale)).join() !== theirs.join();
    });
    expect(differing).toEqual([]);
  });

  test('has the quotation marks of its language only, each pair closed', () => {
    expect(messages[locale].filter(([, message]) => !isQuotedRight(message, locale))).toEqual([]);
  });

  test('has none of the words that stay off the screen', () => {
    const found = messages[locale].filter(([, message]) =>
      FORBIDDEN.some((word) => message.toLowerCase().includes(word)),
    );
    expect(found).toEqual([]);
  });
});

test('every namespace is used', () => {
  const code = ['app', 'components', 'server']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(root, folder, file)),
    )
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const unused = Object.keys(CATALOGUES.et).filter((name) => !new RegExp(`['"\`]${name}['"\`.]`).test(code));
  expect(unused).toEqual([]);
});

test('a key that no catalogue has does not compile', () => {
  // @ts-expect-error: the compiler reports this line once it accepts the key
  const key: Parameters<ReturnType<typeof translator<'errors'>>>[0] = 'no-such-error';
  expect(CATALOGUES.et.errors).not.toHaveProperty([key]);
});

test('the checks see what they look for', () => {
  const quoted = { et: 'Fail „a” on „b”', en: 'The “a”', ru: 'Файл «a»' };
  expect(LOCALES.every((locale) => isQuotedRight(quoted[locale], locale))).toBe(true);
  for (const wrong of ['Fail „a“', 'Fail "a"', 'Fail „a', 'Fail ”a„', 'Fail „a „b””', 'Fail «a»'])
    expect([wrong, isQuotedRight(wrong, 'et')]).toEqual([wrong, false]);
  expect([isQuotedRight('The „a”', 'en'), isQuotedRight('Файл “a”', 'ru')]).toEqual([false, false]);
  expect(incompletePlurals(parse('{n, plural, one {# день} other {# дней}}', 'ru'), 'ru')).toEqual([
    'n: few',
    'n: many',
  ]);
  expect(placeholders(parse('{a} <b>{c, number}</b>', 'et'))).not.toEqual(placeholders(parse('{a} {c, number}', 'et')));
  expect(() => parse('{a', 'et')).toThrow();
});
