// A large update taken apart says what the whole says, in an order that a room takes. Rule RO6.

import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { splitUpdate } from '../../../domain/collab/parts.ts';
import { inspectUpdate } from '../../../domain/collab/update.ts';
import { advance, follows, noProgress, type Progress, ROOT } from '../../../domain/collab/vectors.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { RoomEditors } from '../../support/room-editors.ts';

function said(updates: readonly Uint8Array[]): { words: string; state: Uint8Array } {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return { words: doc.getXmlFragment(ROOT).toString(), state: Y.encodeStateVector(doc) };
}

/** Takes the parts as a room does: none may follow on what is not there. */
function takeAll(progress: Progress, parts: readonly Uint8Array[]): void {
  for (const part of parts) {
    const change = inspectUpdate(part);
    if (!change) throw new Error('refused');
    expect(follows(progress, change)).toBe(true);
    advance(progress, change);
  }
}

function withText(words: string): Uint8Array {
  const doc = new Y.Doc();
  const text = new Y.XmlText();
  text.insert(0, words);
  const block = new Y.XmlElement('paragraph');
  block.insert(0, [text]);
  doc.getXmlFragment(ROOT).insert(0, [block]);
  return Y.encodeStateAsUpdate(doc);
}

test('a small update stays as it is', () => {
  const update = withText('Lühike.');
  expect(splitUpdate(update, 1000)).toEqual([update]);
});

test('RO6 one long run of words is cut, never inside a character', () => {
  const update = withText('Õhk 👩‍👩‍👧 ja vesi 🇪🇪. '.repeat(3000));
  const parts = splitUpdate(update, 4096);
  expect(parts.length).toBeGreaterThan(20);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(4096 + 64);
  expect(said(parts)).toEqual(said([update]));
  takeAll(noProgress(), parts);
});

test('RO6 what several wrote at random arrives whole in parts, each following on those before it', () => {
  const seed = printedSeed('updates in parts');
  const random = randomFrom(seed);
  for (let run = 0; run < 40; run += 1) {
    const first = withText('Algus.');
    const editors = new RoomEditors(random, ['a', 'b', 'c'], first);
    const all = [first, ...Array.from({ length: 60 }, () => editors.edit().update)];
    const doc = new Y.Doc();
    const known = Math.floor(random() * 20);
    for (const update of all.slice(0, known)) Y.applyUpdate(doc, update);
    const before = Y.encodeStateAsUpdate(doc);
    const vector = Y.encodeStateVector(doc);
    for (const update of all) Y.applyUpdate(doc, update);
    const missing = Y.encodeStateAsUpdate(doc, vector);
    const parts = splitUpdate(missing, 100 + Math.floor(random() * 400));
    expect(said([before, ...parts]), `seed ${seed}`).toEqual(said([before, missing]));
    const progress = noProgress();
    takeAll(progress, [before, ...parts]);
  }
});

test('RO6 many deletions are spread over parts', () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, withText('ab'.repeat(5000)));
  const vector = Y.encodeStateVector(doc);
  const base = Y.encodeStateAsUpdate(doc);
  const text = (doc.getXmlFragment(ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText;
  for (let at = 4999; at >= 0; at -= 1) text.delete(at, 1);
  for (let at = 1000; at >= 0; at -= 2) text.insert(at, 'x');
  for (let at = 0; at < text.length; at += 1) text.delete(at, 1);
  const missing = Y.encodeStateAsUpdate(doc, vector);
  const parts = splitUpdate(missing, 512);
  expect(parts.length).toBeGreaterThan(3);
  expect(said([base, ...parts])).toEqual(said([base, missing]));
});
