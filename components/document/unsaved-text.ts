// What somebody has written and not saved survives a reload in their own browser, one entry a person and section. It goes
// when the text is saved or discarded, and all of it when the person signs out.

import type { BodyJson } from '../../domain/document/body.ts';
import type { Instant } from '../../domain/document/presented.ts';

export type UnsavedText = {
  content: BodyJson;
  /** Of the saved text that it began with. */
  bodyRevision: number;
  at: Instant;
  /** For when the section itself is there no more. */
  documentId: string;
  title: string;
};

const prefixOf = (personId: string) => `kaasa.unsaved.${personId}.`;
const keyOf = (personId: string, sectionId: string) => `${prefixOf(personId)}${sectionId}`;
const listeners = new Set<() => void>();

/** Hears of every text that is kept or forgotten, in other windows too. Returns how to stop. */
export function subscribeUnsaved(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** The sections of which a text is kept, whatever their document. */
export function unsavedSections(personId: string): string[] {
  const prefix = prefixOf(personId);
  try {
    return Object.keys(localStorage).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
  } catch (error) {
    if (error instanceof DOMException) return [];
    throw error;
  }
}

/** False when the browser keeps nothing for us: no room, or not allowed. */
export function keepUnsaved(personId: string, sectionId: string, text: UnsavedText): boolean {
  try {
    localStorage.setItem(keyOf(personId, sectionId), JSON.stringify(text));
    tell();
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/** Null without one; what cannot be read is as good as none. */
export function readUnsaved(personId: string, sectionId: string): UnsavedText | null {
  try {
    const kept = localStorage.getItem(keyOf(personId, sectionId));
    return kept === null ? null : (JSON.parse(kept) as UnsavedText);
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return null;
    throw error;
  }
}

export function forgetUnsaved(personId: string, sectionId: string): void {
  try {
    localStorage.removeItem(keyOf(personId, sectionId));
    tell();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

function tell(): void {
  for (const listener of listeners) listener();
}
