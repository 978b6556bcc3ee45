// Which sections have words that are on this device and not on the server: one mark a person and section, so that the page
// can say so without opening any room. The words themselves are in the room's database. It goes when they are saved or let
// go, and all marks when the person signs out.

export type KeptMark = {
  /** For when the section itself is there no more. */
  documentId: string;
  title: string;
};

const prefixOf = (personId: string) => `kaasa.unsaved.${personId}.`;
const keyOf = (personId: string, sectionId: string) => `${prefixOf(personId)}${sectionId}`;
const listeners = new Set<() => void>();

/** Hears of every mark that is made or taken away, in other windows too. Returns how to stop. */
export function subscribeKept(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** The sections that are marked, whatever their document. */
export function keptSections(personId: string): string[] {
  const prefix = prefixOf(personId);
  try {
    return Object.keys(localStorage).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
  } catch (error) {
    if (error instanceof DOMException) return [];
    throw error;
  }
}

/** Without effect where the browser keeps nothing for us. */
export function markKept(personId: string, sectionId: string, mark: KeptMark): void {
  change(() => localStorage.setItem(keyOf(personId, sectionId), JSON.stringify(mark)));
}

export function unmarkKept(personId: string, sectionId: string): void {
  if (readKept(personId, sectionId) !== null) change(() => localStorage.removeItem(keyOf(personId, sectionId)));
}

/** Null without one; what cannot be read is as good as none. */
export function readKept(personId: string, sectionId: string): KeptMark | null {
  try {
    const kept = localStorage.getItem(keyOf(personId, sectionId));
    return kept === null ? null : (JSON.parse(kept) as KeptMark);
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return null;
    throw error;
  }
}

function change(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  for (const listener of listeners) listener();
}
