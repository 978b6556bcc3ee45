// Markdown as sections: what becomes a node, what stays text; that no word is lost, and that nothing in it can run.

import { expect, test } from 'vitest';
import { type BodyJson, bodyJson } from '../../../domain/document/body.ts';
import { readMarkdown } from '../../../domain/document/import/markdown.ts';
import { type ImportedSection, importedSections, takeTitle } from '../../../domain/document/import/sections.ts';
import type { NodeJson } from '../../../domain/document/reading.ts';
import type { Result } from '../../../domain/result.ts';
import { estonian } from '../../support/estonian.ts';
import { PAYLOADS } from '../../support/payloads.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { wordsOf, wordsOfSections } from '../../support/words.ts';

function read(text: string): Result<ImportedSection[]> {
  let next = 0;
  const items = readMarkdown(text);
  if (!items.ok) return items;
  return importedSections(items.value, { before: 'EES', whole: 'FAIL' }, () => `b${next++}`);
}

function sectionsOf(text: string): ImportedSection[] {
  const sections = read(text);
  if (!sections.ok) throw new Error(JSON.stringify(sections.error));
  return sections.value;
}

const bodyOf = (text: string): BodyJson => {
  const [first] = sectionsOf(text);
  if (!first) throw new Error('no section');
  return bodyJson(first.body);
};

/** A node as one line: type, attributes that matter, marks around text. */
function short({ type, text, attrs, marks = [], content = [] }: NodeJson): string {
  if (text !== undefined) return marks.reduceRight((inside, mark) => `<${mark.type} ${inside}>`, text);
  const start = type === 'orderedList' ? ` ${attrs?.start}` : '';
  return `${type}${start}(${content.map(short).join(type === 'paragraph' || type === 'footnote' ? '' : ' ')})`;
}
const blocks = (text: string) => (bodyOf(text).content ?? []).map(short);

test('OP2 headings become sections without gaps in their levels, and text before them one of its own', () => {
  const sections = sectionsOf('Algus.\n\n## A\n\n#### B\n\ntekst\n\n### C\n\n# D\n');
  expect(sections.map(({ level, kind, title }) => [level, kind, title])).toEqual([
    [1, 'unnumbered', 'EES'],
    [1, 'numbered', 'A'],
    [2, 'numbered', 'B'],
    [2, 'numbered', 'C'],
    [1, 'numbered', 'D'],
  ]);
});

test('OP2 the only top heading without text of its own is the title', () => {
  const { title, sections } = takeTitle(sectionsOf('# Kava\n\n## A\n\n### B\n\n## C\n'));
  expect([title, ...sections.map(({ level, title: own }) => `${level} ${own}`)]).toEqual(['Kava', '1 A', '2 B', '1 C']);
  expect(takeTitle(sectionsOf('# Kava\n\nTekst.\n\n## A\n')).sections).toHaveLength(2);
  expect(takeTitle(sectionsOf('# Kava\n\n# A\n')).sections).toHaveLength(2);
});

test('OP2 numbers that count through are taken off, and what has none stays without', () => {
  const sections = sectionsOf('# Sissejuhatus\n\n# 1. Olukord\n\n## 1.1 Põhjused\n\n# 2. Siht\n');
  expect(sections.map(({ kind, title }) => `${kind} ${title}`)).toEqual([
    'unnumbered Sissejuhatus',
    'numbered Olukord',
    'numbered Põhjused',
    'numbered Siht',
  ]);
  const foreign = sectionsOf('# 3. Olukord\n\n# 5. Siht\n');
  expect(foreign.map(({ kind, title }) => `${kind} ${title}`)).toEqual(['unnumbered 3. Olukord', 'unnumbered 5. Siht']);
});

test.each([
  ['emphasis', 'a *b **c*** ~~d~~ `e`', ['paragraph(a <italic b ><bold <italic c>> <strike d> e)']],
  ['lines', 'a  \nb\nc', ['paragraph(ahardBreak()b c)']],
  [
    'links',
    '[a](https://x.ee "T") <https://y.ee> www.z.ee',
    ['paragraph(<link a> (T) <link https://y.ee> <link www.z.ee>)'],
  ],
  [
    'links that are none',
    '[a](javascript:alert(1)) [b](#c) [d](e.md)',
    ['paragraph(a (javascript:alert(1)) b d (e.md))'],
  ],
  ['pictures as text', '![silt](https://x.ee/p.png "T")', ['paragraph(silt (https://x.ee/p.png) (T))']],
  [
    'HTML as text',
    'a <b>c</b>\n\n<div>\nd\n</div>',
    ['paragraph(a <b>c</b>)', 'paragraph(<div>hardBreak()dhardBreak()</div>)'],
  ],
  ['quotes', '> a\n> > b\n>\n> - c', ['blockquote(paragraph(a) paragraph(b) bulletList(listItem(paragraph(c))))']],
  [
    'lists',
    '3. a\n   - b\n4. c\n\n- [x] d',
    [
      'orderedList 3(listItem(paragraph(a) bulletList(listItem(paragraph(b)))) listItem(paragraph(c)))',
      'bulletList(listItem(paragraph([x] d)))',
    ],
  ],
  [
    'a list item without text before its list',
    '- - a',
    ['bulletList(listItem(paragraph() bulletList(listItem(paragraph(a)))))'],
  ],
  [
    'tables',
    '|a|b|\n|-|-|\n|c|',
    [
      'table(tableRow(tableHeader(paragraph(a)) tableHeader(paragraph(b))) tableRow(tableCell(paragraph(c)) tableCell(paragraph())))',
    ],
  ],
  ['a table in a quote as lines', '> |a|b|\n> |-|-|\n> |c|d|', ['blockquote(paragraph(a | b) paragraph(c | d))']],
  ['code as lines', '```js x\na\n\nb\n```', ['paragraph(js xhardBreak()ahardBreak()hardBreak()b)']],
  ['footnotes', 'a[^1]b\n\n[^1]: c *d*\n\n    e', ['paragraph(afootnote(c <italic d>hardBreak()e)b)']],
  ['a footnote named twice', 'a[^1] b[^1]\n\n[^1]: c', ['paragraph(afootnote(c) bfootnote(c))']],
  ['a footnote in a footnote', 'a[^1]\n\n[^1]: b[^2]\n\n[^2]: c', ['paragraph(afootnote(b[2]))', 'paragraph(c)']],
  [
    'footnotes that name each other',
    'a[^1] b[^2]\n\n[^1]: c[^2]\n\n[^2]: d[^1]',
    ['paragraph(afootnote(c[2]) bfootnote(d[1]))'],
  ],
  ['a heading in a quote', '> # a', ['blockquote(paragraph(<bold a>))']],
  ['front matter', '---\na: b\n---\nc', ['paragraph(a: b)', 'paragraph(c)']],
  ['an address that nothing names', '[a]: https://x.ee "T"\n', ['paragraph(a https://x.ee T)']],
])('OP2 %s', (_what, text, expected) => {
  expect(blocks(text)).toEqual(expected);
});

test('OP2 what a title cannot hold begins its text', () => {
  const [section] = sectionsOf('# A [b](https://x.ee)[^1]\n\nc\n\n[^1]: d');
  expect(section?.title).toBe('A b');
  expect((bodyJson(section?.body as ImportedSection['body']).content ?? []).map(short)).toEqual([
    'paragraph(footnote(d)<link https://x.ee> )',
    'paragraph(c)',
  ]);
});

test('OP2 no word of a random text is lost or moved', () => {
  const random = randomFrom(printedSeed('import of Markdown'));
  const { sentence, phrase, pick, upTo } = estonian(random);
  const inline = () =>
    pick([
      () => sentence(),
      () => `*${phrase('nom')}* ja **${phrase('gen')}**`,
      () => `\`${phrase('part')}\``,
      () => `[${phrase('nom')}](#${upTo(9)})`,
      () => `~~${phrase('plNom')}~~ <${phrase('nom')}>`,
      () => `*${phrase('nom')} **${phrase('gen')}`,
      () => `[${phrase('nom')}] ${phrase('part')})(`,
    ])();
  const piece = () =>
    pick([
      () => inline(),
      () => `${'#'.repeat(upTo(7))} ${phrase('nom')}`,
      () => `- ${inline()}\n  - ${inline()}\n\n    ${inline()}`,
      () => `${upTo(9)}. ${inline()}\n${upTo(9)}) ${inline()}`,
      () => `> ${inline()}\n>> ${inline()}\n${inline()}`,
      () => `| ${phrase('nom')} | ${phrase('gen')} |\n|---|---|\n| ${phrase('nom')} |`,
      () => `\`\`\`\n${sentence()}\n\`\`\``,
      () => `<div>\n${sentence()}\n</div>`,
      () => `${phrase('nom')}\n---`,
      () => `    ${sentence()}`,
      () => '***',
    ])();
  for (let round = 0; round < 300; round += 1) {
    const text = Array.from({ length: upTo(15) }, piece).join(pick(['\n\n', '\n\n', '\n']));
    const added = new Set(['EES', 'FAIL']);
    if (wordsOf(text).length === 0) continue;
    const found = wordsOfSections(sectionsOf(text)).filter((word) => !added.has(word));
    expect(found, JSON.stringify(text)).toEqual(wordsOf(text));
  }
});

test('I1 whatever is in a file, it becomes text or a safe link', () => {
  let seen = 0;
  for (const payload of PAYLOADS) {
    for (const text of [payload, `# ${payload.replaceAll('\n', ' ')}\n\n${payload}`, `- ${payload}\n\n> ${payload}`]) {
      const links = JSON.stringify(sectionsOf(text).map(({ body }) => bodyJson(body))).match(/"href":"[^"]*/g) ?? [];
      seen += links.length;
      expect(
        links.filter((href) => !/^"href":"(https?:\/\/|mailto:)/.test(href)),
        text,
      ).toEqual([]);
    }
  }
  expect(seen).toBeGreaterThan(0);
});

test.each([
  ['quotes', '> '.repeat(5000)],
  ['lists', '- '.repeat(5000)],
  ['numbers', '1. '.repeat(5000)],
  ['quotes without space', '>'.repeat(5000)],
  ['lists by indentation', Array.from({ length: 60 }, (_, i) => `${'  '.repeat(i)}- a`).join('\n')],
])('U1 %s nested without end are refused before they are parsed', (_what, text) => {
  expect(read(`${text}a`)).toMatchObject({ ok: false, error: { code: 'body-invalid' } });
});

test('U1 emphasis and brackets nested without end stay words', () => {
  for (const text of ['*a **b '.repeat(400) + '*'.repeat(800), `${'['.repeat(400)}a${']'.repeat(400)}`]) {
    expect(wordsOfSections(sectionsOf(text)).slice(1)).toEqual(wordsOf(text));
  }
});

test('U1 a long footnote that is named a thousand times is not repeated without end', () => {
  const text = `${'[^1] '.repeat(1000)}\n\n[^1]: ${'sõna '.repeat(4000)}`;
  const size = JSON.stringify(bodyOf(text)).length;
  expect(size).toBeLessThan(4_000_000);
});
