// The text of a section as a Yjs document and back: nothing is lost on the way, and a change is no more than it must be.

import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { inspectUpdate } from '../../../domain/collab/update.ts';
import { follows, noProgress } from '../../../domain/collab/vectors.ts';
import { bodyJson } from '../../../domain/document/body.ts';
import { documentOf, firstUpdate, rewrite, textOf } from '../../../server/rooms/text.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { randomBody } from '../../support/random-body.ts';

test('RO12 any text becomes a Yjs document and comes back as it was', () => {
  const seed = printedSeed('texts as Yjs documents');
  const random = randomFrom(seed);
  for (let i = 0; i < 60; i += 1) {
    const body = randomBody(random, 6);
    const back = textOf(documentOf([firstUpdate(body).update]));
    expect(back.ok && bodyJson(back.value), `seed ${seed}`).toEqual(bodyJson(body));
  }
});

test('RO4 what the server writes passes the check that clients pass', () => {
  const seed = printedSeed('texts as Yjs documents');
  const random = randomFrom(seed);
  for (let i = 0; i < 40; i += 1) {
    const { update } = firstUpdate(randomBody(random, 6));
    const doc = documentOf([update]);
    const change = inspectUpdate(update);
    expect(change && follows(noProgress(), change), `seed ${seed}`).toBe(true);
    const changed = rewrite(doc, randomBody(random, 6));
    expect(changed && inspectUpdate(changed), `seed ${seed}`).not.toBeNull();
  }
});

test('RO13 a rewritten document says the new text, and its update alone brings others there', () => {
  const seed = printedSeed('texts as Yjs documents');
  const random = randomFrom(seed);
  for (let i = 0; i < 40; i += 1) {
    const { update } = firstUpdate(randomBody(random, 6));
    const [doc, other] = [documentOf([update]), documentOf([update])];
    const body = randomBody(random, 6);
    const change = rewrite(doc, body);
    if (change) Y.applyUpdate(other, change);
    for (const each of [doc, other]) {
      const text = textOf(each);
      expect(text.ok && bodyJson(text.value), `seed ${seed}`).toEqual(bodyJson(body));
    }
    expect(rewrite(doc, body)).toBeNull();
  }
});
