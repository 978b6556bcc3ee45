// The words of a body: complete, in reading order, and counted fast.

import type { Node } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import { documentSchema } from '../../../domain/document/schema/schema.ts';
import { countWords, passages, plainText, wordCount } from '../../../domain/document/text.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { randomBody } from '../../support/random-body.ts';

const UUID = '1c2f0b3a-6f0e-4f4e-8f0e-0123456789ab';
const { text, node } = documentSchema;
const make = node.bind(documentSchema);
const t = text.bind(documentSchema);

const BODY = make('doc', null, [
  make('heading', { id: 'h' }, [t('Eesmärgid')]),
  make('paragraph', { id: 'p' }, [
    t('Kogukond'),
    make('footnote', { id: 'f' }, [t('Vt '), make('citation', { sourceId: UUID, locator: 'lk 3' }), t('uuringut')]),
    t(' on', [documentSchema.mark('bold')]),
    make('hardBreak'),
    make('mention', { personId: UUID }),
    t('tugev.'),
  ]),
  make('paragraph', { id: 'e' }),
  make('table', { id: 't', caption: 'Näitajad' }, [
    make('tableRow', { id: 'r' }, [make('tableHeader', { id: 'c' }, [make('paragraph', { id: 'q' }, [t('2030')])])]),
  ]),
  make('image', { id: 'i', attachmentId: UUID, alt: 'Kaart' }, [t('Maakonnad')]),
  make('image', { id: 'j', attachmentId: UUID, alt: 'Tulp' }),
]);

test('DS17: passages are the text blocks in reading order, each with its id', () => {
  expect(passages(BODY)).toEqual([
    { blockId: 'h', text: 'Eesmärgid' },
    { blockId: 'p', text: 'Kogukond on\ntugev.' },
    { blockId: 'f', text: 'Vt uuringut' },
    { blockId: 't', text: 'Näitajad' },
    { blockId: 'q', text: '2030' },
    { blockId: 'i', text: 'Kaart\nMaakonnad' },
    { blockId: 'j', text: 'Tulp' },
  ]);
  expect(plainText(BODY)).toBe('Eesmärgid\nKogukond on\ntugev.\nVt uuringut\nNäitajad\n2030\nKaart\nMaakonnad\nTulp');
  expect(wordCount(BODY)).toBe(11);
});

test.each([
  ['', 0],
  [' \n ', 0],
  ['– … 🙂 —', 0],
  ['Eesti 2035', 2],
  ['2024–2027, 12,5 % (KÜSK)', 3],
  ["it's e-residentsus ja/või\tё\u00a0ж", 5],
])('DS17: %j has %i words', (words, count) => expect(countWords(words)).toBe(count));

test('DS17: text and words of random bodies agree with a simple count', () => {
  const random = randomFrom(printedSeed('words of random bodies'));
  for (let i = 0; i < 200; i++) {
    const body = randomBody(random);
    const texts = allTexts(body);
    const words = plainText(body);
    expect([...words.replaceAll(/\s/g, '')].sort().join('')).toBe(
      [...texts.join('').replaceAll(/\s/g, '')].sort().join(''),
    );
    expect(wordCount(body)).toBe(words.split(/\s+/).filter((run) => /[\p{L}\p{N}]/u.test(run)).length);
    expect(passages(body).every(({ blockId }) => blockId.length === 12)).toBe(true);
  }
});

/** Every text node, alternative text and caption. */
function allTexts(body: Node): string[] {
  const texts: string[] = [];
  body.descendants((inner) => {
    texts.push(inner.text ?? '', inner.attrs.alt ?? '', inner.attrs.caption ?? '');
  });
  return texts;
}
