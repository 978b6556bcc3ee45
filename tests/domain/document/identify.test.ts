// Ids of blocks: given where they are missing, repaired where they are doubled, left alone otherwise.

import type { Node } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import { bodyJson, readBody } from '../../../domain/document/body.ts';
import { blockIdFrom, identify } from '../../../domain/document/identify.ts';
import { documentSchema } from '../../../domain/document/schema/schema.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { randomBody } from '../../support/random-body.ts';

/** All ids in document order; null where one is missing. */
function idsOf(body: Node): (string | null)[] {
  const ids: (string | null)[] = [];
  body.descendants((node) => {
    if ('id' in node.attrs) ids.push(node.attrs.id);
  });
  return ids;
}

function counter(): () => string {
  let next = 0;
  return () => `new${next++}`;
}

const never = () => {
  throw new Error('an id was asked for');
};

/** The body with some ids taken away and others copied from elsewhere. */
function muddled(body: Node, random: () => number): Node {
  const ids = idsOf(body);
  const text = JSON.stringify(bodyJson(body)).replace(/"id":"\w+"/g, (own) => {
    if (random() < 0.2) return '"id":null';
    return random() < 0.2 ? `"id":"${ids[Math.floor(random() * ids.length)]}"` : own;
  });
  const read = readBody(JSON.parse(text));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

test('DS5: every block gets an id of its own, the first of equal ones keeps it, and the words stay', () => {
  const random = randomFrom(printedSeed('muddled ids'));
  for (let i = 0; i < 200; i++) {
    const body = muddled(randomBody(random), random);
    const before = idsOf(body);
    const repaired = identify(body, counter());
    repaired.check();
    const after = idsOf(repaired) as string[];
    expect(new Set(after).size).toBe(before.length);
    for (const [at, id] of before.entries()) {
      const keeps = id !== null && before.indexOf(id) === at;
      expect(after[at] === id).toBe(keeps);
    }
    expect(withoutIds(repaired)).toBe(withoutIds(body));
    expect(identify(repaired, never)).toBe(repaired);
  }
});

const withoutIds = (body: Node) => JSON.stringify(bodyJson(body)).replaceAll(/"id":(null|"\w+")/g, '');

test('DS5: a body in order is given back as it is, and its untouched blocks in any case', () => {
  const body = randomBody(randomFrom(3));
  expect(identify(body, never)).toBe(body);
  const [first, second] = ['a', null].map((id) => documentSchema.node('paragraph', { id }));
  const repaired = identify(documentSchema.node('doc', null, [first as Node, second as Node]), counter());
  expect(repaired.child(0)).toBe(first);
  expect(repaired.child(1).attrs.id).toBe('new0');
});

test('DS5: a new id is never one that is there already, further down either', () => {
  const blocks = [null, 'new0', null].map((id) => documentSchema.node('paragraph', { id }));
  expect(idsOf(identify(documentSchema.node('doc', null, blocks), counter()))).toEqual(['new1', 'new0', 'new2']);
});

test('DS5: a new id is twelve letters and digits', () => {
  const random = randomFrom(printedSeed('new ids'));
  const made = Array.from({ length: 10_000 }, () => blockIdFrom(Uint8Array.from({ length: 16 }, () => random() * 256)));
  for (const id of made) expect(id).toMatch(/^[a-z0-9]{12}$/);
  expect(new Set(made).size).toBe(made.length);
});
