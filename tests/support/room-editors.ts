// People who change the text of one room at random, each in a Yjs document of their own, and hear of each other when it
// suits them: what they send are rows of its log.

import * as Y from 'yjs';
import { ROOT } from '../../domain/collab/vectors.ts';

export type Sent = { authorId: string; update: Uint8Array; client: number };
type Person = { authorId: string; doc: Y.Doc; heard: number };

const WORDS = 'kogukond strateegia eesmärk riik vald 👩‍👩‍👧 ettevõte e\u0301 kool noored 🇪🇪 mõju ja või ning et'.split(
  ' ',
);

export class RoomEditors {
  private readonly random: () => number;
  private readonly people: Person[];
  private readonly sent: Uint8Array[];

  /** All begin with the room as `first` made it. */
  constructor(random: () => number, authorIds: readonly string[], first: Uint8Array) {
    this.random = random;
    this.sent = [first];
    this.people = authorIds.map((authorId) => ({ authorId, doc: new Y.Doc(), heard: 0 }));
  }

  /** Somebody does one to three things; now and then after hearing of what the others did. */
  edit(): Sent {
    const person = this.pick(this.people);
    if (person.heard === 0 || this.random() < 0.5) this.catchUp(person);
    const { doc, authorId } = person;
    const made: Uint8Array[] = [];
    const note = (update: Uint8Array) => made.push(update);
    doc.on('update', note);
    while (made.length === 0) doc.transact(() => this.change(doc));
    doc.off('update', note);
    const update = made.length === 1 ? (made[0] as Uint8Array) : Y.mergeUpdates(made);
    this.sent.push(update);
    return { authorId, update, client: doc.clientID };
  }

  private catchUp(person: Person): void {
    for (const update of this.sent.slice(person.heard)) Y.applyUpdate(person.doc, update);
    person.heard = this.sent.length;
  }

  private change(doc: Y.Doc): void {
    const root = doc.getXmlFragment(ROOT);
    const texts = root.toArray().flatMap(textsIn);
    const text = texts.length > 0 ? this.pick(texts) : null;
    const choices = [
      () => this.addBlock(root),
      ...(text
        ? [
            () => text.insert(this.below(text.length + 1), `${this.pick(WORDS)} `),
            () => text.insert(this.below(text.length + 1), `${this.pick(WORDS)} `),
            () => text.delete(...this.range(text.length)),
            () =>
              text.format(
                ...this.range(text.length),
                this.pick([{ bold: {} }, { subscript: {} }, { superscript: {} }]),
              ),
            () => this.split(root, text),
            () => root.delete(this.below(root.length), 1),
          ]
        : []),
    ];
    this.pick(choices)();
  }

  /** As an editor does it: the second half is typed anew, with the id of the first. */
  private split(root: Y.XmlFragment, text: Y.XmlText): void {
    const at = root.toArray().indexOf(text.parent as Y.XmlElement);
    if (at < 0 || text.length === 0) return;
    const from = this.below(text.length);
    const words = text.toString().replace(/<[^>]*>/g, '');
    const block = paragraph(words.slice(-(text.length - from)));
    const id = (text.parent as Y.XmlElement).getAttribute('id');
    if (id && this.random() < 0.5) block.setAttribute('id', id);
    text.delete(from, text.length - from);
    root.insert(at + 1, [block]);
  }

  private addBlock(root: Y.XmlFragment): void {
    const block = paragraph(this.pick(WORDS));
    const isList = this.random() < 0.3;
    root.insert(this.below(root.length + 1), [isList ? wrapped('bulletList', wrapped('listItem', block)) : block]);
  }

  private range(length: number): [number, number] {
    const from = this.below(length + 1);
    return [from, Math.min(length - from, 1 + this.below(8))];
  }

  private pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }
}

function textsIn(node: unknown): Y.XmlText[] {
  if (node instanceof Y.XmlText) return [node];
  return node instanceof Y.XmlElement ? node.toArray().flatMap(textsIn) : [];
}

function paragraph(words: string): Y.XmlElement {
  const text = new Y.XmlText();
  text.insert(0, words.toWellFormed());
  return wrapped('paragraph', text);
}

function wrapped(name: string, child: Y.XmlElement | Y.XmlText): Y.XmlElement {
  const element = new Y.XmlElement(name);
  element.insert(0, [child]);
  return element;
}
