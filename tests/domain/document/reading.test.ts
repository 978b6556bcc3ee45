// Reading bodies that nobody vouches for: each kind of damage is refused by its name and place.

import { describe, expect, test } from 'vitest';
import { readBody } from '../../../domain/document/body.ts';
import { type BodyDamage, MAX_BODY_DEPTH, MAX_BODY_LENGTH, MAX_BODY_NODES } from '../../../domain/document/reading.ts';

const UUID = '1c2f0b3a-6f0e-4f4e-8f0e-0123456789ab';
const text = (words: string, ...marks: unknown[]) => ({ type: 'text', text: words, marks });
const node = (type: string, attrs: object, ...content: unknown[]) => ({ type, attrs, content });
const p = (...content: unknown[]) => node('paragraph', { id: 'p' }, ...content);
const doc = (...content: unknown[]) => ({ type: 'doc', content });
const link = (href: unknown) => doc(p(text('x', { type: 'link', attrs: { href } })));
const language = (code: unknown) => doc(p(text('x', { type: 'language', attrs: { code } })));
const image = (attrs: object) => doc(node('image', { id: 'i', attachmentId: UUID, alt: 'x', ...attrs }));
const table = (attrs: object, cell: object = {}) =>
  doc(node('table', attrs, node('tableRow', {}, node('tableHeader', cell, p()))));

/** A list in a list …: a body of `2 * lists + 2` levels. */
function nested(lists: number): unknown {
  let inner: unknown[] = [];
  for (let i = 0; i < lists; i++) inner = [node('bulletList', {}, node('listItem', {}, p(), ...inner))];
  return doc(...inner);
}

/** `where` of the refusal, with `what` in front of it; null when the body is taken. */
function refusal(value: unknown): string | null {
  const read = readBody(value);
  if (read.ok) return null;
  expect(read.error.code).toBe('body-invalid');
  return `${read.error.params?.what} ${read.error.params?.where}`;
}

type Refused = Exclude<BodyDamage, 'depth' | 'count' | 'size'>;

const REFUSED: Record<Refused, readonly (readonly [name: string, value: unknown, where: string])[]> = {
  shape: [
    ...[null, undefined, 0, 1n, '', 'doc', true, [], () => 1, Symbol('x')].map(
      (value) => [`${typeof value}`, value, ''] as const,
    ),
    ['a foreign key', { ...doc(p()), version: 1 }, ''],
    ['a key that reaches for the prototype', JSON.parse('{"type":"doc","__proto__":{"content":[]}}'), ''],
    ['content that is no list', { type: 'doc', content: { 0: p() } }, '/content'],
    ['text on a paragraph', doc({ ...p(), text: 'x' }), '/content/0'],
    ['an empty text', doc(p(text(''))), '/content/0/content/0'],
    ['a text that is a number', doc(p({ type: 'text', text: 7 })), '/content/0/content/0'],
    ['a text with content', doc(p({ ...text('x'), content: [] })), '/content/0/content/0'],
    ['marks that are no list', doc(p({ ...text('x'), marks: 'bold' })), '/content/0/content/0/marks'],
    ['attributes that are a list', doc({ type: 'paragraph', attrs: [] }), '/content/0/attrs'],
  ],
  node: [
    ['an unknown node', doc(node('script', {})), '/content/0'],
    ['a node of no name', doc({}), '/content/0'],
    ['the name of a property of every object', doc(node('constructor', {})), '/content/0'],
    ['a name in a list', doc({ type: ['paragraph'] }), '/content/0'],
  ],
  mark: [
    ['an unknown mark', doc(p(text('x', { type: 'blink' }))), '/content/0/content/0/marks/0'],
    [
      'an unknown mark on a line break',
      doc(p({ type: 'hardBreak', marks: [{ type: 'x' }] })),
      '/content/0/content/0/marks/0',
    ],
    ['more marks than there are', doc(p(text('x', ...Array(9).fill({ type: 'bold' })))), '/content/0/content/0'],
  ],
  attribute: [
    ['an unknown attribute', doc(node('paragraph', { style: 'x' })), '/content/0/attrs'],
    [
      'an attribute on a mark that has none',
      doc(p(text('x', { type: 'bold', attrs: { a: 1 } }))),
      '/content/0/content/0/marks/0/attrs',
    ],
    ...[7, {}, [], '', 'a b', 'ä', '"', 'x'.repeat(37)].map(
      (id) => [`the id ${JSON.stringify(id)}`, doc(node('paragraph', { id })), '/content/0/attrs/id'] as const,
    ),
    ...[0, 4, '1', 1.5, null].map(
      (level) => [`the level ${level}`, doc(node('heading', { level })), '/content/0/attrs/level'] as const,
    ),
    ...[0, 10_000].map(
      (start) => [`a list from ${start}`, doc(node('orderedList', { start })), '/content/0/attrs/start'] as const,
    ),
    ['a call-out of another kind', doc(node('callout', { kind: 'x' })), '/content/0/attrs/kind'],
    ['a picture without alternative text', image({ alt: ' ' }), '/content/0/attrs/alt'],
    ['a picture with 501 characters of it', image({ alt: 'x'.repeat(501) }), '/content/0/attrs/alt'],
    [
      'a picture from elsewhere',
      image({ attachmentId: 'https://evil.example/x.png' }),
      '/content/0/attrs/attachmentId',
    ],
    ['a picture wider than the page', image({ width: 101 }), '/content/0/attrs/width'],
    ['a picture narrower than a tenth', image({ width: 9 }), '/content/0/attrs/width'],
    ['a caption of 301 characters', table({ caption: 'x'.repeat(301) }), '/content/0/attrs/caption'],
    ['a caption of two lines', table({ caption: 'a\nb' }), '/content/0/attrs/caption'],
    ...['0,100', '30,', '101', '30;50', '30,50;background:url(//x)'].map(
      (columnWidths) => [`widths ${columnWidths}`, table({ columnWidths }), '/content/0/attrs/columnWidths'] as const,
    ),
    ['a cell over 51 columns', table({}, { colspan: 51 }), '/content/0/content/0/content/0/attrs/colspan'],
    ['a cell over 1001 rows', table({}, { rowspan: 1001 }), '/content/0/content/0/content/0/attrs/rowspan'],
    ['column widths on a cell', table({}, { colwidth: [100] }), '/content/0/content/0/content/0/attrs'],
    ['a header for everything', table({}, { scope: 'colgroup' }), '/content/0/content/0/content/0/attrs/scope'],
    ['a mention of a name', doc(p(node('mention', { personId: 'Mari' }))), '/content/0/content/0/attrs/personId'],
    ['a citation without a source', doc(p(node('citation', {}))), '/content/0/content/0/attrs/sourceId'],
    [
      'a reference to anything else',
      doc(p(node('crossReference', { targetKind: 'page', targetId: 'x' }))),
      '/content/0/content/0/attrs/targetKind',
    ],
    ...[
      'javascript:alert(1)',
      'JAVASCRIPT:alert(1)',
      ' javascript:alert(1)',
      'java\tscript:x',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      '//evil.example',
      '/et/documents',
      '#s-1',
      'x',
      '',
      'https://',
      'http:x',
      'https:///x',
      'https://a b',
      'https://[',
      'mailto:',
      'https://a/\u202e',
      'https://a/\u0001',
      7,
      null,
      `https://a/${'x'.repeat(1991)}`,
    ].map((href) => [`the address ${href}`, link(href), '/content/0/content/0/marks/0/attrs/href'] as const),
    ...['', 'estonian', 'ET', 'et_EE', 'et-ee', 'x', 'e\u0301t', '"', null].map(
      (code) => [`the language ${code}`, language(code), '/content/0/content/0/marks/0/attrs/code'] as const,
    ),
  ],
  characters: [
    ...['\0', 'a\u202eb', '\ud800', '\u2066', '\ufeff', '\r', `a${'\u0301'.repeat(9)}`].map(
      (bad) => [`the text ${JSON.stringify(bad)}`, doc(p(text(bad))), '/content/0/content/0'] as const,
    ),
  ],
  structure: [
    ['another root', p(), ''],
    ['no blocks', doc(), ''],
    ['a body in a body', doc(doc(p())), ''],
    ['text outside of a block', doc(text('x')), ''],
    ['a paragraph in a paragraph', doc(p(p())), '/content/0'],
    ['an empty list', doc(p(), node('bulletList', {})), '/content/1'],
    ['a heading in a quote', doc(node('blockquote', {}, node('heading', {}))), '/content/0'],
    [
      'a list item that starts with a list',
      doc(node('bulletList', {}, node('listItem', {}, node('bulletList', {}, node('listItem', {}, p()))))),
      '/content/0/content/0',
    ],
    [
      'a table in a table',
      doc(node('table', {}, node('tableRow', {}, node('tableCell', {}, node('table', {}, node('tableRow', {})))))),
      '/content/0/content/0/content/0',
    ],
    ['a footnote in a footnote', doc(p(node('footnote', {}, node('footnote', {})))), '/content/0/content/0'],
    [
      'a footnote in a caption',
      doc(node('image', { attachmentId: UUID, alt: 'x' }, node('footnote', {}))),
      '/content/0',
    ],
    ['content in a line break', doc(p(node('hardBreak', {}, text('x')))), '/content/0/content/0'],
    ['marks on a paragraph', doc({ ...p(), marks: [{ type: 'bold' }] }), '/content/0'],
    ['marks on the body', { ...doc(p()), marks: [{ type: 'bold' }] }, ''],
    ['a mark twice', doc(p(text('x', { type: 'bold' }, { type: 'bold' }))), ''],
    ['lowered and raised at once', doc(p(text('x', { type: 'subscript' }, { type: 'superscript' }))), ''],
  ],
};

describe.each(Object.keys(REFUSED) as Refused[])('DS11: %s names', (damage) => {
  test.each(REFUSED[damage])('%s', (_, value, where) => {
    expect(refusal(value)).toBe(`${damage} ${where}`);
  });
});

describe('DS10: a body ends at', () => {
  test('a number of levels', () => {
    const most = (MAX_BODY_DEPTH - 2) / 2;
    expect(refusal(nested(most))).toBeNull();
    for (const lists of [most + 1, 5000, 100_000]) expect(refusal(nested(lists))).toMatch(/^depth /);
    const circle = doc(p());
    circle.content.push(circle);
    expect(refusal(circle)).toMatch(/^depth /);
  });

  test('a number of nodes', () => {
    expect(refusal(doc(...Array(MAX_BODY_NODES - 1).fill(p())))).toBeNull();
    expect(refusal(doc(...Array(MAX_BODY_NODES).fill(p())))).toMatch(/^count /);
  });

  test('a length of its JSON text', () => {
    const length = JSON.stringify(doc(p(text('')))).length - '"marks":[],'.length;
    expect(refusal(doc(p(text('x'.repeat(MAX_BODY_LENGTH - length)))))).toBeNull();
    expect(refusal(doc(p(text('x'.repeat(MAX_BODY_LENGTH - length + 1)))))).toBe('size ');
    expect(refusal(doc(p(text('x'.repeat(10 * MAX_BODY_LENGTH)))))).toMatch(/^size /);
    const href = `https://a/${'x'.repeat(1900)}`;
    const linked = (i: number) => text('x', { type: 'link', attrs: { href: href + i } });
    expect(refusal(doc(p(...Array.from({ length: 40_000 }, (_, i) => linked(i)))))).toMatch(/^size /);
  });
});
