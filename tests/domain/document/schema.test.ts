// The document schema: what a body may hold, and that it survives every form it is kept in.

import { Buffer } from 'node:buffer';
import { prosemirrorToYDoc, yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import { describe, expect, test } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import { type Body, bodyJson, emptyBody, readBody } from '../../../domain/document/body.ts';
import { MARK_SPECS } from '../../../domain/document/schema/marks.ts';
import { documentSchema, NODE_SPECS } from '../../../domain/document/schema/schema.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { asJsonb, randomBody } from '../../support/random-body.ts';

const BODIES = 300;

/** Fails unless reading gives the very same body. */
function expectSame(json: unknown, body: Body): void {
  const read = readBody(json);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  expect(read.value.eq(body)).toBe(true);
}

/** The body after it has been the state of a room on one server and on another. */
function throughRooms(body: Body): unknown {
  const here = prosemirrorToYDoc(body, 'body');
  const there = new Doc();
  applyUpdate(there, encodeStateAsUpdate(here));
  return yXmlFragmentToProsemirrorJSON(there.getXmlFragment('body'));
}

describe('random bodies', () => {
  const random = randomFrom(printedSeed('random bodies'));
  const bodies = Array.from({ length: BODIES }, () => randomBody(random));

  test('DS1: hold every node and mark of the schema, and pass its check', () => {
    const seen = new Set<string>(['doc']);
    for (const body of bodies) {
      body.check();
      body.descendants((node) => {
        seen.add(node.type.name);
        for (const mark of node.marks) seen.add(mark.type.name);
      });
    }
    expect([...seen].sort()).toEqual([...Object.keys(NODE_SPECS), ...Object.keys(MARK_SPECS)].sort());
  });

  test('DS12: JSON, also as jsonb keeps it, reads back as the same body and writes the same JSON', () => {
    for (const body of bodies) {
      const json = bodyJson(body);
      expectSame(json, body);
      expectSame(JSON.parse(JSON.stringify(json)), body);
      const stored = asJsonb(json);
      expectSame(stored, body);
      const read = readBody(stored);
      expect(read.ok && JSON.stringify(bodyJson(read.value))).toBe(JSON.stringify(json));
    }
  });

  test('DS3: a room keeps a body exactly: marks, footnotes, captions and every attribute', () => {
    for (const body of bodies) expectSame(throughRooms(body), body);
  });
});

test('DS6: marks on anything but text are dropped on reading, as a room drops them', () => {
  const bold = [{ type: 'bold' }];
  const line = [
    { type: 'text', text: 'a', marks: bold },
    { type: 'hardBreak', marks: bold },
  ];
  const json = { type: 'doc', content: [{ type: 'paragraph', attrs: { id: 'a' }, content: line }] };
  const read = readBody(json);
  expect(read.ok && read.value.firstChild?.lastChild?.marks).toEqual([]);
  const marked = documentSchema.nodeFromJSON(json);
  expectSame(throughRooms(marked), read.ok ? read.value : marked);
  expectSame(bodyJson(marked), read.ok ? read.value : marked);
});

test('DS3: every attribute is primitive, has a check of its own and refuses objects', () => {
  const types = [...Object.values(documentSchema.nodes), ...Object.values(documentSchema.marks)];
  const attributes = types.flatMap((type) => Object.entries(type.spec.attrs ?? {}));
  expect(attributes.length).toBeGreaterThan(25);
  for (const [name, { validate }] of attributes) {
    if (typeof validate !== 'function') throw new Error(`${name} has no check`);
    for (const bad of [{}, [], [1], () => 1, undefined, true, Number.NaN, '\0', -1]) {
      expect(() => validate(bad), name).toThrow(RangeError);
    }
  }
});

test('DS13: an empty body is one empty paragraph', () => {
  expect(bodyJson(emptyBody(() => 'a1'))).toEqual({
    type: 'doc',
    content: [{ type: 'paragraph', attrs: { id: 'a1' } }],
  });
});

test('DS12: the JSON of a long body is small enough to store', () => {
  const body = randomBody(randomFrom(7), 400);
  expect(Buffer.byteLength(JSON.stringify(bodyJson(body)))).toBeLessThan(1_000_000);
});
