// Whatever is sent as a body is a body or a refusal, and whatever is rendered does nothing.

import { type MarkSpec, type NodeSpec, Schema } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import { bodyJson, readBody } from '../../../domain/document/body.ts';
import { renderBody } from '../../../domain/document/html/body.ts';
import { renderNotes } from '../../../domain/document/html/notes.ts';
import type { Surroundings } from '../../../domain/document/html/surroundings.ts';
import { MARK_SPECS } from '../../../domain/document/schema/marks.ts';
import { documentSchema, NODE_SPECS } from '../../../domain/document/schema/schema.ts';
import { expectInert } from '../../support/markup.ts';
import { expectWellNested } from '../../support/nesting.ts';
import { NAMES, PAYLOADS } from '../../support/payloads.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { randomBody } from '../../support/random-body.ts';
import { SURROUNDINGS } from '../../support/surroundings.ts';

const HOSTILE = [...new Set([...PAYLOADS, ...NAMES])];

type Json = Record<string, unknown>;

/** The same nodes and marks with attributes that nobody checks, as a mistake elsewhere might make them. */
const UNCHECKED = new Schema({
  nodes: mapped(NODE_SPECS, (spec: NodeSpec) => ({
    ...spec,
    attrs: mapped(spec.attrs ?? {}, () => ({ default: null })),
  })),
  marks: mapped(MARK_SPECS, (spec: MarkSpec) => ({
    ...spec,
    attrs: mapped(spec.attrs ?? {}, () => ({ default: null })),
  })),
});

function mapped<T, R>(record: Record<string, T>, change: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

const markWith = (type: string, value: unknown) => ({
  type,
  attrs: Object.fromEntries(
    Object.keys(documentSchema.marks[type as 'link'].spec.attrs ?? {}).map((key) => [key, value]),
  ),
});

/** One of each node with `value` in its text, and in every attribute of it and of its marks. */
function everywhere(value: unknown, words: string): Json {
  const attrs = (type: keyof typeof NODE_SPECS) =>
    Object.fromEntries(Object.keys(documentSchema.nodes[type].spec.attrs ?? {}).map((key) => [key, value]));
  const node = (type: keyof typeof NODE_SPECS, ...content: Json[]): Json => ({ type, attrs: attrs(type), content });
  const texts = Object.keys(MARK_SPECS).map((mark) => ({ type: 'text', text: words, marks: [markWith(mark, value)] }));
  const atoms = (['citation', 'mention', 'crossReference', 'hardBreak'] as const).map((type) => node(type));
  const line = [...texts, ...atoms];
  const p = node('paragraph', ...line, node('footnote', ...line));
  const q = node('paragraph');
  const list = (type: 'bulletList' | 'orderedList') => node(type, node('listItem', q));
  const row = node('tableRow', node('tableHeader', p), node('tableCell', q, node('image', ...line)));
  const blocks = [p, node('heading', ...line), list('bulletList'), list('orderedList'), node('blockquote', q)];
  return { type: 'doc', content: [...blocks, node('callout', q), node('table', row, node('tableRow')), node('image')] };
}

/** Surroundings in which everything that is looked up, and every word, is hostile too. */
function hostileSurroundings(payload: string): Surroundings {
  const words = Object.fromEntries(Object.keys(SURROUNDINGS.words).map((word) => [word, payload]));
  const says = () => payload;
  return {
    ...SURROUNDINGS,
    notePrefix: payload,
    attachmentHref: () => `/files/${payload}`,
    sectionLabel: says,
    blockLabel: says,
    personName: says,
    sourceLabel: says,
    words: {
      ...(words as unknown as Surroundings['words']),
      callouts: { note: payload, important: payload, example: payload },
    },
  };
}

function expectHarmless(json: unknown, surroundings: Surroundings, hint: string): void {
  const body = UNCHECKED.nodeFromJSON(json);
  const markup = renderBody(body, surroundings).markup + renderNotes(body, surroundings).markup;
  expectInert(markup, hint);
  expectWellNested(markup);
}

test(`I1, DS20: ${HOSTILE.length} payloads in every text, attribute and mark of an unchecked body are inert`, () => {
  for (const payload of HOSTILE) {
    expectHarmless(everywhere(payload, payload), SURROUNDINGS, payload);
    expect(readBody(everywhere(payload, payload)).ok).toBe(false);
  }
});

test(`I1, DS20: ${HOSTILE.length} payloads in the text, names, labels and words of a valid body are inert`, () => {
  const seed = printedSeed('bodies around payloads');
  for (const [i, payload] of HOSTILE.entries()) {
    const json = JSON.stringify(bodyJson(randomBody(randomFrom(seed + i), 4)));
    const written = JSON.stringify(payload).slice(1, -1);
    const hostile = JSON.parse(json.replaceAll(/"text":"/g, () => `"text":"${written}`));
    expect(readBody(hostile).ok, payload).toBe(true);
    expectHarmless(hostile, hostileSurroundings(payload), payload);
  }
});

const STRANGE: readonly unknown[] = [
  null,
  undefined,
  7,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  true,
  {},
  [],
  ['a'],
  { toString: 1 },
];

test('DS20: attributes of strange types are rendered as nothing', () => {
  for (const value of STRANGE) expectHarmless(everywhere(value, 'x'), SURROUNDINGS, String(typeof value));
});

test('I5, DS11: of 20,000 damaged bodies none throws, and those that are taken are whole', () => {
  const random = randomFrom(printedSeed('damaged bodies'));
  const originals = Array.from({ length: 40 }, () => JSON.stringify(bodyJson(randomBody(random, 3))));
  let taken = 0;
  for (let i = 0; i < 20_000; i++) {
    const json = damaged(JSON.parse(originals[i % originals.length] ?? ''), random);
    const read = readBody(json);
    if (!read.ok) continue;
    taken++;
    read.value.check();
    const again = readBody(bodyJson(read.value));
    expect(again.ok && again.value.eq(read.value)).toBe(true);
  }
  expect(taken).toBeGreaterThan(100);
  expect(taken).toBeLessThan(19_000);
});

const JUNK: readonly unknown[] = [
  null,
  undefined,
  true,
  0,
  -1,
  1.5,
  Number.NaN,
  1e300,
  1n,
  '',
  'x',
  '\0',
  'a\u202e',
  {},
  [],
  [[]],
  { type: 'text' },
  'paragraph',
  'text',
  'doc',
  'constructor',
  '__proto__',
  'javascript:alert(1)',
  { type: 'doc', content: [] },
  { attrs: null },
  { marks: [null] },
  JSON.parse('{"__proto__":{"type":"doc"}}'),
  ...PAYLOADS.slice(0, 20),
];

/** One to three changes: a value replaced, taken out, doubled, moved or put under another key. */
function damaged(json: unknown, random: () => number): unknown {
  const pick = <T>(choices: readonly T[]) => choices[Math.floor(random() * choices.length)] as T;
  for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes--) {
    const places = objectsIn(json);
    const place = pick(places);
    const key = pick([...Object.keys(place), 'type', 'attrs', 'content', 'marks', 'text']);
    const change = pick(['junk', 'remove', 'rename', 'copy', 'double'] as const);
    if (change === 'junk') place[key] = structuredClone(pick(JUNK));
    if (change === 'remove') delete place[key];
    if (change === 'rename') place[String(pick([...Object.keys(NODE_SPECS), 'x']))] = place[key];
    if (change === 'copy') place[key] = structuredClone(pick(places));
    if (change === 'double' && Array.isArray(place)) place.push(...structuredClone(place));
  }
  return json;
}

/** Every object and list in it, the whole included. */
function objectsIn(json: unknown): Json[] {
  if (typeof json !== 'object' || json === null) return [];
  return [json as Json, ...Object.values(json).flatMap(objectsIn)];
}
