// The generator of strategies: what tests and benches stand on must itself be valid, as large as it says, and quick.

import { expect, test } from 'vitest';
import { readBody } from '../../../domain/document/body.ts';
import { wordCount } from '../../../domain/document/text.ts';
import { makeStrategy } from '../../support/strategy.ts';

test.each([30, 100, 300])('a strategy of %i pages is valid, has 60 sections and about 500 words a page', (pages) => {
  const { sections } = makeStrategy({ seed: pages, pages });
  const words = sections.map(({ body }) => {
    const read = readBody(body);
    if (!read.ok) throw new Error(JSON.stringify(read.error.params));
    return wordCount(read.value);
  });
  const total = words.reduce((sum, count) => sum + count, 0);
  expect(sections).toHaveLength(60);
  expect(total / (pages * 500)).toBeGreaterThan(0.95);
  expect(total / (pages * 500)).toBeLessThan(1.3);
});

test('the same seed makes the same strategy, another one another', () => {
  const one = makeStrategy({ seed: 1, pages: 5 });
  expect(makeStrategy({ seed: 1, pages: 5 })).toEqual(one);
  expect(makeStrategy({ seed: 2, pages: 5 })).not.toEqual(one);
});

test('a strategy holds everything that a text may hold but pictures and references', () => {
  const json = JSON.stringify(makeStrategy({ seed: 3, pages: 30 }));
  const kinds = ['heading', 'bulletList', 'orderedList', 'blockquote', 'callout', 'table', 'tableHeader', 'footnote'];
  for (const kind of [...kinds, 'link', 'bold', 'italic']) expect(json, kind).toContain(`"type":"${kind}"`);
});
