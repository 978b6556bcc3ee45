// Listens in the room of one document for what has changed. It says only that something did; the page then asks for what
// its reader may read.

import { CLOSE_CODES } from '../../domain/collab/close-codes.ts';
import type { DocumentSignal } from '../../domain/document/presented.ts';
import { LastingSocket, onReturn, roomUrl } from '../session/lasting-socket.ts';

export type DocumentSocketOptions = {
  documentId: string;
  /** Also once after every connecting: something may have changed meanwhile. */
  hear: (what: DocumentSignal['what']) => void;
  /** Not connected; it comes back by itself. */
  away: () => void;
};

/** Connects at once. Returns how to stop. */
export function listenToDocument({ documentId, hear, away }: DocumentSocketOptions): () => void {
  const socket = new LastingSocket({
    url: roomUrl(`document.${documentId}`),
    hear: (text) => hear(signalOf(text)),
    lose: (code) => {
      if (code === CLOSE_CODES['unknown-room']) hear('gone');
      else away();
      // the notice of an ended session is its own socket's; when it is back, so is this one
      return false;
    },
  });
  const stopWaiting = onReturn(() => socket.ask());
  return () => {
    stopWaiting();
    socket.stop();
  };
}

function signalOf(text: string): DocumentSignal['what'] {
  const message: unknown = JSON.parse(text);
  return typeof message === 'object' && message !== null && 'what' in message && message.what === 'gone'
    ? 'gone'
    : 'document';
}
