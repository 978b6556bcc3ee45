// A menu or a dialog that closes gives the focus back to its button; what is done to the text waits for that, and takes it then.

/** Long enough for it to be gone. */
const CLOSING_MS = 50;

export function afterMenu(act: () => unknown): () => void {
  return () => void setTimeout(act, CLOSING_MS);
}
