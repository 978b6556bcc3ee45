// Rules RO3 to RO7 as bytes: which updates a section takes, which follow on what is not there, which bring nothing new.

import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  awarenessFrame,
  readFrame,
  savedFrame,
  step1Frame,
  step2Frame,
  updateFrame,
} from '../../domain/collab/frames.ts';
import { mergeUpdates } from '../../domain/collab/merging.ts';
import { inspectUpdate } from '../../domain/collab/update.ts';
import { advance, follows, isKnown, newcomers, noProgress, ROOT, readProgress } from '../../domain/collab/vectors.ts';
import { printedSeed, randomFrom } from '../support/random.ts';

/** The update that `change` makes in a document of one paragraph. */
function updateOf(change: (root: Y.XmlFragment, doc: Y.Doc) => void): Uint8Array {
  const doc = paragraphDoc();
  const before = Y.encodeStateVector(doc);
  doc.transact(() => change(doc.getXmlFragment(ROOT), doc));
  return Y.encodeStateAsUpdate(doc, before);
}

function paragraphDoc(): Y.Doc {
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.setAttribute('id', 'p1');
  paragraph.insert(0, [new Y.XmlText('Algus.')]);
  doc.getXmlFragment(ROOT).insert(0, [paragraph]);
  return doc;
}

const textIn = (root: Y.XmlFragment) => (root.get(0) as Y.XmlElement).get(0) as Y.XmlText;

describe('RO4 what a section may hold', () => {
  test.each<[string, (root: Y.XmlFragment, doc: Y.Doc) => void]>([
    ['words', (root) => textIn(root).insert(0, 'Sõnad ')],
    ['a bold word', (root) => textIn(root).format(0, 3, { bold: {} })],
    ['a link', (root) => textIn(root).format(0, 3, { link: { href: 'https://kysk.ee' } })],
    [
      'a link beside another, named as the editor names them',
      (root) => textIn(root).format(0, 3, { 'link--AbCdEf12': { href: 'https://kysk.ee' } }),
    ],
    ['a new paragraph', (root) => root.insert(1, [new Y.XmlElement('paragraph')])],
    ['an attribute', (root) => (root.get(0) as Y.XmlElement).setAttribute('id', 'p2')],
    ['a deletion', (root) => textIn(root).delete(0, 2)],
    [
      'a picture by its id',
      (root) => {
        const image = new Y.XmlElement('image');
        image.setAttribute('attachmentId', '3b241101-e2bb-4255-8caf-4136c566a962');
        image.setAttribute('alt', 'Kaart');
        root.insert(1, [image]);
      },
    ],
  ])('%s', (_name, change) => {
    expect(inspectUpdate(updateOf(change))).not.toBeNull();
  });

  test.each<[string, (root: Y.XmlFragment, doc: Y.Doc) => void]>([
    ['an element that the schema has not', (root) => root.insert(1, [new Y.XmlElement('script')])],
    ['the document inside itself', (root) => root.insert(1, [new Y.XmlElement('doc')])],
    ['a mark that the schema has not', (root) => textIn(root).format(0, 3, { onclick: { href: 'x' } })],
    [
      'a mark with an attribute of its own',
      (root) => textIn(root).format(0, 3, { link: { href: 'https://kysk.ee', onclick: 'x' } }),
    ],
    ['a link that runs', (root) => textIn(root).format(0, 3, { link: { href: 'javascript:alert(1)' } })],
    ['a mark with a value that is no set of attributes', (root) => textIn(root).format(0, 3, { bold: 'yes' as never })],
    ['an attribute that no node has', (root) => (root.get(0) as Y.XmlElement).setAttribute('onclick', 'x')],
    ['an object as an attribute', (root) => (root.get(0) as Y.XmlElement).setAttribute('id', { a: 1 } as never)],
    [
      'an attribute with a value that it does not take',
      (root) => {
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.setAttribute('id', '<script>');
        root.insert(1, [paragraph]);
      },
    ],
    [
      'an attribute of the root',
      (root) =>
        (root as never as Y.XmlElement).setAttribute?.('id', 'x') ?? root.insert(0, [new Y.XmlHook('x') as never]),
    ],
    ['another shared type', (_root, doc) => doc.getMap('meta').set('a', 1)],
    ['a text at the root of another name', (_root, doc) => doc.getText('other').insert(0, 'x')],
    ['a hook', (root) => root.insert(1, [new Y.XmlHook('x') as never])],
    ['an embedded object', (root) => textIn(root).insertEmbed(0, { image: 'x' })],
    ['a binary', (root) => (root.get(0) as Y.XmlElement).setAttribute('id', new Uint8Array(4) as never)],
    ['a document', (root) => (root.get(0) as Y.XmlElement).setAttribute('id', new Y.Doc() as never)],
    ['a map in an element', (root) => (root.get(0) as Y.XmlElement).insert(0, [new Y.Map() as never])],
    ['a NUL', (root) => textIn(root).insert(0, 'a\u0000b')],
    ['a bidirectional override', (root) => textIn(root).insert(0, 'a\u202Eb')],
  ])('not %s', (_name, change) => {
    expect(inspectUpdate(updateOf(change))).toBeNull();
  });

  test('not a length that the bytes do not back', () => {
    const huge = encoding.encode((encoder) => {
      // one client, one struct, client 1, clock 0: a GC of 2^40 clocks; then no deletions
      for (const value of [1, 1, 1, 0]) encoding.writeVarUint(encoder, value);
      encoding.writeUint8(encoder, 0);
      encoding.writeVarUint(encoder, 2 ** 40);
      encoding.writeVarUint(encoder, 0);
    });
    expect(inspectUpdate(huge)).toBeNull();
    expect(inspectUpdate(Uint8Array.of(255, 255, 255, 255, 15))).toBeNull();
  });

  test('a view of a larger buffer is read to its own end only', () => {
    const large = Buffer.alloc(64, 1);
    const frame = readFrame(large.subarray(0, 4));
    expect(frame === null || (frame.kind !== 'step2' && frame.kind !== 'update')).toBe(true);
    expect(readFrame(Buffer.from([0, 2, 60, 1]))).toBeNull();
  });
});

describe('RO5 to RO7 what follows, what is new, whose it is', () => {
  test('updates that arrive in their order follow; one left out is a gap; the same again brings nothing', () => {
    const doc = paragraphDoc();
    const updates: Uint8Array[] = [Y.encodeStateAsUpdate(doc)];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    const text = textIn(doc.getXmlFragment(ROOT));
    text.insert(0, 'Üks ');
    text.insert(0, 'kaks ');
    text.delete(0, 3);
    const [first, second, third, deletion] = updates.map((update) => inspectUpdate(update) ?? expect.fail());
    if (!first || !second || !third || !deletion) return expect.fail();
    const progress = noProgress();
    expect(follows(progress, first)).toBe(true);
    expect(follows(progress, second)).toBe(false);
    advance(progress, first);
    expect(follows(progress, third)).toBe(false);
    expect(follows(progress, deletion)).toBe(false);
    advance(progress, second);
    advance(progress, third);
    expect(follows(progress, deletion) && !isKnown(progress, deletion)).toBe(true);
    advance(progress, deletion);
    for (const change of [first, second, third, deletion]) expect(isKnown(progress, change)).toBe(true);
    expect(newcomers(progress, third)).toEqual([]);
    expect(newcomers(noProgress(), first)).toEqual([doc.clientID]);
  });

  test('an update that hangs on words of somebody who is not there is a gap', () => {
    const [mine, theirs] = [paragraphDoc(), new Y.Doc()];
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
    const before = Y.encodeStateVector(theirs);
    textIn(theirs.getXmlFragment(ROOT)).insert(3, 'x');
    const change = inspectUpdate(Y.encodeStateAsUpdate(theirs, before));
    expect(change && follows(noProgress(), change)).toBe(false);
  });

  test('what a stored vector and delete set say is what the updates say', () => {
    const seed = printedSeed('progress of random documents');
    const random = randomFrom(seed);
    const docs = [paragraphDoc(), new Y.Doc(), new Y.Doc()];
    for (const doc of docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(docs[0] as Y.Doc));
    const progress = noProgress();
    const all: Uint8Array[] = [];
    for (let i = 0; i < 200; i += 1) {
      const doc = docs[Math.floor(random() * docs.length)] as Y.Doc;
      const before = Y.encodeStateVector(doc);
      const text = textIn(doc.getXmlFragment(ROOT));
      if (random() < 0.7 || text.length < 4) text.insert(Math.floor(random() * text.length), 'sõna');
      else text.delete(Math.floor(random() * (text.length - 2)), 2);
      all.push(Y.encodeStateAsUpdate(doc, before));
      if (random() < 0.3) for (const other of docs) Y.applyUpdate(other, mergeUpdates([Y.encodeStateAsUpdate(doc)]));
    }
    const whole = new Y.Doc();
    for (const update of [Y.encodeStateAsUpdate(docs[0] as Y.Doc), ...all]) {
      const change = inspectUpdate(update) ?? expect.fail(`seed ${seed}`);
      advance(progress, change);
      Y.applyUpdate(whole, update);
    }
    expect(progress.vector, `seed ${seed}`).toEqual(Y.decodeStateVector(Y.encodeStateVector(whole)));
    const stored = readProgress(Y.encodeStateVector(whole), Y.encodeStateAsUpdate(whole, Y.encodeStateVector(whole)));
    expect(isKnown(stored, inspectUpdate(mergeUpdates(all)) ?? expect.fail()), `seed ${seed}`).toBe(true);
  });
});

test('RO3 mutated frames are read as something or refused, and never throw', () => {
  const seed = printedSeed('mutated frames');
  const random = randomFrom(seed);
  const doc = paragraphDoc();
  const frames = [
    step1Frame(Y.encodeStateVector(doc)),
    step2Frame(Y.encodeStateAsUpdate(doc)),
    updateFrame(updateOf((root) => textIn(root).insert(0, 'Tekst'))),
    awarenessFrame([{ client: 1, clock: 2, json: '{"cursor":null}' }]),
    savedFrame(3),
  ];
  let read = 0;
  for (let i = 0; i < 5000; i += 1) {
    const frame = new Uint8Array(frames[i % frames.length] as Uint8Array);
    for (let hits = 1 + Math.floor(random() * 4); hits > 0; hits -= 1) {
      frame[Math.floor(random() * frame.length)] = Math.floor(random() * 256);
    }
    const cut = random() < 0.3 ? frame.subarray(0, Math.floor(random() * frame.length)) : frame;
    const found = readFrame(cut);
    if (found?.kind === 'update' || found?.kind === 'step2') inspectUpdate(found.update);
    read += found ? 1 : 0;
  }
  expect(read, `seed ${seed}`).toBeGreaterThan(0);
});

describe('RO4 whatever is taken, every client can read', () => {
  test('not words that stand beside words of their own client that come later', () => {
    const doc = new Y.Doc();
    doc.clientID = 77;
    doc.getXmlFragment(ROOT).insert(0, [new Y.XmlElement('paragraph')]);
    const first = Y.encodeStateAsUpdate(doc);
    doc.getXmlFragment(ROOT).insert(1, [new Y.XmlElement('heading')]);
    const second = Y.encodeStateAsUpdate(doc, Y.encodeStateVectorFromUpdate(first));
    // client 77, clock 0, as the second one says it stands after
    const origin = second.findIndex((byte, i) => byte === 77 && second[i + 1] === 0);
    for (const clock of [1, 2]) {
      const forged = second.with(origin + 1, clock);
      expect(() => Y.applyUpdate(documentFrom(first), forged)).toThrow();
      expect(inspectUpdate(forged)).toBeNull();
    }
  });

  test('mutants that are taken do not break the document that they are put into', () => {
    const seed = printedSeed('mutated updates that are taken');
    const random = randomFrom(seed);
    const doc = paragraphDoc();
    const before = Y.encodeStateAsUpdate(doc);
    const known = inspectUpdate(before);
    if (known === null) throw new Error('a lawful update was refused');
    const whole = updateFrom(doc);
    for (let i = 0; i < 20_000; i += 1) {
      const mutant = new Uint8Array(random() < 0.5 ? whole : before);
      for (let n = Math.floor(random() * 3); n >= 0; n -= 1) {
        mutant[Math.floor(random() * mutant.length)] = Math.floor(random() * 256);
      }
      const change = inspectUpdate(mutant);
      const progress = noProgress();
      advance(progress, known);
      if (change === null || !follows(progress, change)) continue;
      const copy = documentFrom(before);
      expect(
        () => Y.applyUpdate(copy, mutant),
        `seed ${seed}, mutant ${Buffer.from(mutant).toString('hex')}`,
      ).not.toThrow();
      copy.destroy();
    }
  });
});

function documentFrom(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc;
}

/** What somebody else does to the document, everything of it in one update. */
function updateFrom(doc: Y.Doc): Uint8Array {
  const other = documentFrom(Y.encodeStateAsUpdate(doc));
  const before = Y.encodeStateVector(other);
  const root = other.getXmlFragment(ROOT);
  textIn(root).insert(2, 'uus tekst ');
  textIn(root).format(1, 4, { bold: {} });
  textIn(root).delete(3, 2);
  root.insert(1, [new Y.XmlElement('paragraph')]);
  (root.get(1) as Y.XmlElement).setAttribute('id', 'p2');
  return Y.encodeStateAsUpdate(other, before);
}
