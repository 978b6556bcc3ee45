// Somebody who types numbered words into a room and keeps account of which of them the server called saved, and of which
// words of others were seen.

import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { readFrame, step1Frame, step2Frame, updateFrame } from '../../domain/collab/frames.ts';
import { ROOT } from '../../domain/collab/vectors.ts';

const SAVED = 100;

export class Typist {
  /** Words that were sent, each an update of its own. */
  sent = 0;
  /** What each frame with an update was, in their order: a word, or the answer to the server's question. */
  private readonly frames: ('word' | 'answer')[] = [];
  private savedFrames = 0;
  readonly closed: Promise<number>;
  readonly name: string;
  private readonly doc = new Y.Doc();
  private readonly socket: WebSocket;
  private readonly served: Promise<void>;

  /** `name` begins each of its words: `name-1 name-2 …`, in a paragraph of its own. */
  constructor(url: string, headers: Record<string, string>, name: string) {
    this.name = name;
    this.socket = new WebSocket(`${url}?saved=1`, { headers });
    this.socket.on('error', () => {});
    this.closed = new Promise((resolve) => this.socket.on('close', resolve));
    this.socket.on('open', () => this.socket.send(step1Frame(Y.encodeStateVector(this.doc))));
    this.served = new Promise((resolve) => {
      this.socket.on('message', (data: Buffer) => this.hear(new Uint8Array(data), resolve));
    });
  }

  /** So many of its words, in their order, the server has called saved. */
  get saved(): number {
    return this.frames.slice(0, this.savedFrames).filter((frame) => frame === 'word').length;
  }

  /** Resolves when it has what the room has; false when it was sent away. */
  async ready(): Promise<boolean> {
    return Promise.race([this.served.then(() => true), this.closed.then(() => false)]);
  }

  type(): void {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    this.sent += 1;
    const before = Y.encodeStateVector(this.doc);
    this.doc.transact(() => {
      const text = this.text();
      text.insert(text.length, `${this.name}-${this.sent} `);
    });
    this.send('word', updateFrame(Y.encodeStateAsUpdate(this.doc, before)));
  }

  /** The highest number of each name that is shown. */
  seen(): Map<string, number> {
    return countedWords(this.doc);
  }

  leave(): void {
    this.socket.terminate();
  }

  private send(kind: 'word' | 'answer', frame: Uint8Array): void {
    this.frames.push(kind);
    this.socket.send(frame);
  }

  private hear(data: Uint8Array, served: () => void): void {
    const decoder = decoding.createDecoder(data);
    if (decoding.readVarUint(decoder) === SAVED) this.savedFrames = decoding.readVarUint(decoder);
    const frame = readFrame(data);
    if (frame?.kind === 'step1') this.send('answer', step2Frame(Uint8Array.of(0, 0)));
    if (frame?.kind === 'step2' || frame?.kind === 'update') Y.applyUpdate(this.doc, frame.update);
    if (frame?.kind === 'step2') served();
  }

  private text(): Y.XmlText {
    const root = this.doc.getXmlFragment(ROOT);
    const own = root.toArray().find((node) => node instanceof Y.XmlElement && node.getAttribute('id') === this.name);
    if (own instanceof Y.XmlElement) return own.get(0) as Y.XmlText;
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.setAttribute('id', this.name);
    const text = new Y.XmlText();
    paragraph.insert(0, [text]);
    root.push([paragraph]);
    return text;
  }
}

/** The last number of each name whose words stand there from 1 on without a gap. @throws when one is missing or twice. */
function countedWords(doc: Y.Doc): Map<string, number> {
  const counted = new Map<string, number>();
  for (const node of doc.getXmlFragment(ROOT).toArray()) {
    if (!(node instanceof Y.XmlElement)) continue;
    const words = node.toArray().join('').trim().split(' ').filter(Boolean);
    words.forEach((word, i) => {
      const [name = '', number] = word.split('-');
      if (Number(number) !== i + 1) throw new Error(`word ${i + 1} of ${name} is ${word}`);
      counted.set(name, i + 1);
    });
  }
  return counted;
}
