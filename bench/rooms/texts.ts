// The updates that clients send: letters typed one after the other, and a long text that many edits made.

import * as Y from 'yjs';
import { ROOT } from '../../domain/collab/vectors.ts';
import { randomFrom } from '../../tests/support/random.ts';

/** Stands at the end of what is looked for in bytes. */
export const END = 'LOPP-LOPP-LOPP';

/** Somebody who types in a paragraph of their own, without knowing what else the room holds. */
export class Letters {
  private readonly doc = new Y.Doc();
  private readonly text = new Y.XmlText();
  /** Not sent yet: the paragraph, before the first letter. */
  private made: Uint8Array[] = [];

  constructor() {
    this.doc.on('update', (update: Uint8Array) => this.made.push(update));
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [this.text]);
    this.doc.getXmlFragment(ROOT).insert(0, [paragraph]);
  }

  get client(): number {
    return this.doc.clientID;
  }

  get length(): number {
    return this.text.length;
  }

  /** The update that adds these letters at the end. */
  type(letters: string): Uint8Array {
    return this.change(() => this.text.insert(this.text.length, letters));
  }

  /** The update that takes the first letters away. */
  erase(length: number): Uint8Array {
    return this.change(() => this.text.delete(0, length));
  }

  /** So many updates of one letter each; the last one ends in `END`. */
  many(count: number): Uint8Array[] {
    return Array.from({ length: count }, (_, i) => this.type(i === count - 1 ? END : 'a'));
  }

  private change(work: () => void): Uint8Array {
    this.doc.transact(work);
    const [only] = this.made;
    const update = only && this.made.length === 1 ? only : Y.mergeUpdates(this.made);
    this.made = [];
    return update;
  }
}

export type LongText = { log: Uint8Array[]; merged: Uint8Array; words: number };

const WORDS = 'jätkusuutlik kogukond eesmärk meede tegevus koostöö omavalitsus partner teenus arendamine'.split(' ');
const WORDS_OF_BLOCK = 60;

/** A text that came of `edits` edits of one person, one update each: words at the end, words between, words taken away. */
export function longText(edits: number, seed = 1): LongText {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const doc = new Y.Doc();
  doc.clientID = 1_234_567;
  const log: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => log.push(update));
  const root = doc.getXmlFragment(ROOT);
  const texts: Y.XmlText[] = [];
  const addBlock = () => {
    const [paragraph, text] = [new Y.XmlElement('paragraph'), new Y.XmlText()];
    paragraph.insert(0, [text]);
    doc.transact(() => root.push([paragraph]));
    texts.push(text);
    return text;
  };
  let [current, at] = [addBlock(), 0];
  while (log.length < edits - 1) {
    const chance = random();
    if (texts.length < edits / WORDS_OF_BLOCK && chance < 1 / WORDS_OF_BLOCK) [current, at] = [addBlock(), 0];
    else if (chance < 0.07) {
      current = texts[below(texts.length)] ?? current;
      at = below(current.length + 1);
    }
    if (chance > 0.905 && at > 12) {
      at -= 10;
      current.delete(at, 10);
    } else {
      const word = `${WORDS[below(WORDS.length)]} `;
      current.insert(at, word);
      at += word.length;
    }
  }
  current.insert(current.length, ` ${END}`);
  const words = texts.reduce((sum, text) => sum + text.toString().split(/\s+/).length, 0);
  const merged = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return { log, merged, words };
}

/** Does an update hold the end? */
export function holdsEnd(update: Uint8Array): boolean {
  return Buffer.from(update.buffer, update.byteOffset, update.byteLength).includes(END);
}
