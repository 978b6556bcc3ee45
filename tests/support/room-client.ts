// Somebody who writes in the room of a section: the stock y-websocket client, as a browser would run it.

import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { ROOT } from '../../domain/collab/vectors.ts';
import { OPERATOR } from '../../domain/people/viewer.ts';
import { sessionCookie } from '../../server/auth/cookies.ts';
import { newToken, openSession } from '../../server/auth/session.ts';
import { createContext } from '../../server/context.ts';
import type { TestDoor } from './door.ts';

type Host = Pick<TestDoor, 'app' | 'port' | 'origin'>;

/** The cookie of a fresh session. */
export async function cookieOf({ app }: Pick<Host, 'app'>, userId: string): Promise<string> {
  const operator = createContext(app, OPERATOR, 'command-line');
  const token = newToken();
  const session = { userId, token, device: 'test', entrance: 'command-line' } as const;
  await operator.db.transaction((tx) => openSession(operator, tx, session));
  return sessionCookie(app.config, token).split(';')[0] ?? '';
}

export type Writer = {
  doc: Y.Doc;
  provider: WebsocketProvider;
  /** The codes with which its sockets were closed. */
  closes: number[];
  synced(): Promise<void>;
  /** The text of all paragraphs, one a line. */
  text(): string;
  /** Types at the end of the first paragraph. */
  type(words: string): void;
  leave(): void;
};

/** A client in the room. `doc`: one that it had before. */
export async function writer(host: Host, userId: string, sectionId: string, doc = new Y.Doc()): Promise<Writer> {
  const headers = { origin: host.origin, cookie: await cookieOf(host, userId) };
  const provider = new WebsocketProvider(`ws://localhost:${host.port}/collab`, sectionId, doc, {
    WebSocketPolyfill: socketWith(headers),
    disableBc: true,
  });
  const closes: number[] = [];
  provider.on('connection-close', (event) => closes.push(event?.code ?? 0));
  return {
    doc,
    provider,
    closes,
    synced: () => new Promise((resolve) => (provider.synced ? resolve() : provider.once('sync', () => resolve()))),
    text: () => lines(doc).join('\n'),
    type: (words) => {
      const text = firstText(doc);
      text.insert(text.length, words);
    },
    leave: () => {
      provider.destroy();
      doc.destroy();
    },
  };
}

/** What browsers send along by themselves; the headers are read anew for each connection. */
export function socketWith(headers: Record<string, string>): typeof globalThis.WebSocket {
  class SignedInSocket extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers });
    }
  }
  return SignedInSocket as unknown as typeof globalThis.WebSocket;
}

function lines(doc: Y.Doc): string[] {
  return doc
    .getXmlFragment(ROOT)
    .toArray()
    .map((block) =>
      texts(block)
        .map((text) => text.toString())
        .join(''),
    );
}

function texts(node: unknown): Y.XmlText[] {
  if (node instanceof Y.XmlText) return [node];
  return node instanceof Y.XmlElement ? node.toArray().flatMap(texts) : [];
}

/** The text of the first paragraph, which is given one when it has none. */
function firstText(doc: Y.Doc): Y.XmlText {
  const [first] = doc.getXmlFragment(ROOT).toArray();
  if (!(first instanceof Y.XmlElement)) throw new Error('the room is empty');
  const [known] = texts(first);
  if (known) return known;
  const text = new Y.XmlText();
  first.insert(0, [text]);
  return text;
}
