// The texts of a page wait for its drawing: read once, by whoever knows the key, and gone when the answer is sent.

import { expect, test } from 'vitest';
import { handedTexts, handOverTexts, takeBackTexts } from '../../../components/document/handed-texts.ts';
import type { PresentedBody } from '../../../domain/document/presented.ts';

const body: PresentedBody = { sectionId: 'a', bodyRevision: 1, html: '<p>x</p>', notesHtml: '' };

test('handed texts are read at the first asking, and once only', async () => {
  let readings = 0;
  handOverTexts('read-once', async () => {
    readings += 1;
    return [body];
  });
  expect(readings).toBe(0);
  const [first, second] = [handedTexts('read-once'), handedTexts('read-once')];
  // the same promise: React draws a part anew when what it waited for has come
  expect(first).toBe(second);
  expect([await first, readings]).toEqual([[body], 1]);
});

test('texts taken back are gone, and an unknown key has none', () => {
  handOverTexts('taken-back', async () => [body]);
  takeBackTexts('taken-back');
  expect([handedTexts('taken-back'), handedTexts('never')]).toEqual([null, null]);
});

test('texts that nobody takes back make room for later ones', () => {
  for (let page = 0; page < 1000; page += 1) handOverTexts(`page-${page}`, async () => [body]);
  const kept = Array.from({ length: 1000 }, (_, page) => handedTexts(`page-${page}`)).filter(Boolean);
  expect(kept.length).toBeLessThanOrEqual(200);
  expect(handedTexts('page-999')).not.toBeNull();
});
