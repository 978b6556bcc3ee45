// A page with the room of a section open, as the client library runs it in a browser, against a real server.

import * as Y from 'yjs';
import { RoomConnection } from '../../components/editor/room/room-connection.ts';
import { blocksOf } from '../../domain/collab/raw-text.ts';
import type { TestDoor } from './door.ts';
import { ManualClock } from './manual-clock.ts';
import { cookieOf, socketWith } from './room-client.ts';

export type RoomPage = {
  room: RoomConnection;
  clock: ManualClock;
  /** Of its next connection; a test may put another person's cookie in. */
  headers: Record<string, string>;
  /** The schema version that its next connection names; null: its own. */
  schema: number | null;
  /** Says something on its connection that is no frame. */
  garble(): void;
  /** The name of the state, with the reason of a refusal. */
  saving(): string;
  /** The text of the blocks, one a line; null while there is no document. */
  text(): string | null;
  /** Types at the end of the first paragraph, in the document that is open. */
  type(words: string): void;
  doc(): Y.Doc;
};

/** `port`: where to connect instead of the door, for a bad network between them. */
export async function roomPage(
  door: TestDoor,
  personId: string,
  sectionId: string,
  port = door.port,
): Promise<RoomPage> {
  // as if there were no proxy between
  const headers = { origin: door.origin, host: `localhost:${door.port}`, cookie: await cookieOf(door, personId) };
  const clock = new ManualClock();
  const socket: PageSocket = { schema: null, current: null };
  const room = new RoomConnection({
    url: `ws://localhost:${port}/collab`,
    personId,
    sectionId,
    title: () => 'Eesmärk',
    clock,
    Socket: watchedSocket(headers, socket),
  });
  const doc = () => {
    const text = room.read().text;
    if (!text) throw new Error('there is no document');
    return text.doc;
  };
  return {
    room,
    clock,
    headers,
    get schema() {
      return socket.schema;
    },
    set schema(version) {
      socket.schema = version;
    },
    garble: () => socket.current?.send(Uint8Array.of(7)),
    saving: () => {
      const { saving } = room.read();
      return saving.state === 'refused' ? `refused: ${saving.reason}` : saving.state;
    },
    text: () => (room.read().text ? blocksOf(doc()).map(wordsOf).join('\n') : null),
    type: (words) => {
      const text = firstText(doc());
      text.insert(text.length, words);
    },
    doc,
  };
}

type PageSocket = { schema: number | null; current: WebSocket | null };

/** Remembers the newest connection, and lets it say that it is of another version. */
function watchedSocket(headers: Record<string, string>, page: PageSocket): typeof globalThis.WebSocket {
  return class extends socketWith(headers) {
    constructor(given: string | URL) {
      const url = new URL(given);
      if (page.schema !== null) url.searchParams.set('schema', String(page.schema));
      super(url);
      page.current = this;
    }
  };
}

function wordsOf(node: unknown): string {
  if (node instanceof Y.XmlText) return node.toString();
  return node instanceof Y.XmlElement ? node.toArray().map(wordsOf).join('') : '';
}

/** The text of the first paragraph, which is made when there is none. */
export function firstText(doc: Y.Doc): Y.XmlText {
  const block = blocksOf(doc).find((one) => one instanceof Y.XmlElement);
  if (!block) throw new Error('the room is empty');
  const known = block.toArray().find((child) => child instanceof Y.XmlText);
  if (known) return known;
  const text = new Y.XmlText();
  block.insert(0, [text]);
  return text;
}
