// What two people's lawful changes leave together is made fit for the schema, as far as no word is lost by it.

import { expect, test } from 'vitest';
import { readBody } from '../../../domain/document/body.ts';
import { mended, type RawNode } from '../../../domain/document/mending.ts';

const text = (words: string, ...marks: string[]): RawNode => {
  return { type: 'text', text: words, marks: marks.map((type) => ({ type, attrs: {} })) };
};
const node = (type: string, ...content: RawNode[]): RawNode => ({ type, attrs: {}, content });
const doc = (...content: RawNode[]): RawNode => ({ type: 'doc', content });

/** The nodes as `name(…)`, texts in quotes; the damage when it cannot be mended. */
function outcome(raw: RawNode): string {
  const body = readBody(mended(raw));
  return body.ok ? body.value.toString() : String(body.error.params?.what);
}

test('RO23 half of an emoji is left out', () => {
  expect(outcome(doc(node('paragraph', text('enne \uFFFD\uFFFD pärast \uD83D'))))).toBe(
    'doc(paragraph("enne  pärast "))',
  );
});

test('RO23 of combining marks typed one after the other eight stay on a letter, be they in one text or in two', () => {
  const marks = '\u0301'.repeat(6);
  const expected = `doc(paragraph("a${'\u0301'.repeat(8)}"))`;
  expect(outcome(doc(node('paragraph', text(`a${marks}${marks}`))))).toBe(expected);
  expect(outcome(doc(node('paragraph', text(`a${marks}`), text(`\uFFFD`, 'bold'), text(marks))))).toBe(expected);
});

test('RO23 a list whose items two people took away is left out, and so is what becomes empty by it', () => {
  expect(
    outcome(doc(node('paragraph', text('Algus.')), node('bulletList'), node('blockquote', node('orderedList')))),
  ).toBe('doc(paragraph("Algus."))');
  expect(outcome(doc(node('bulletList', node('listItem'))))).toBe('doc(paragraph)');
  expect(outcome(doc())).toBe('doc(paragraph)');
});

test('RO23 a list item whose paragraph one person moved away keeps the list that another put into it', () => {
  const inner = node('orderedList', node('listItem', node('paragraph', text('sõnad'))));
  expect(outcome(doc(node('bulletList', node('listItem', node('bulletList'), inner))))).toBe(
    'doc(bulletList(listItem(paragraph, orderedList(listItem(paragraph("sõnad"))))))',
  );
  expect(outcome(doc(node('bulletList', node('listItem', node('bulletList')))))).toBe('doc(paragraph)');
});

test('RO23 of marks that exclude each other one stays', () => {
  const found = outcome(doc(node('paragraph', text('2', 'subscript', 'superscript'))));
  expect(found).toMatch(/^doc\(paragraph\((subscript|superscript)\("2"\)\)\)$/);
  const turned = outcome(doc(node('paragraph', text('2', 'superscript', 'subscript'))));
  expect(turned).toBe(found);
});

test('RO23 a mark without its address, and attributes of another node, are left out', () => {
  const link: RawNode = { type: 'text', text: 'kysk', marks: [{ type: 'link', attrs: {} }] };
  expect(outcome(doc({ type: 'paragraph', attrs: { level: 2, id: '!' }, content: [link] }))).toBe(
    'doc(paragraph("kysk"))',
  );
});

test('RO23 what would lose words is not mended', () => {
  expect(outcome(doc(text('sõnad')))).toBe('structure');
  expect(outcome(doc(node('bulletList', node('paragraph', text('sõnad')))))).toBe('structure');
  expect(outcome(doc(node('blockquote', node('image', text('allkiri')))))).toBe('attribute');
  expect(outcome(doc(node('video')))).toBe('node');
});
