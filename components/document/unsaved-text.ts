// What somebody has written and not saved survives a reload in their own browser, one entry a person and section. It goes
// when the text is saved or discarded, and all of it when the person signs out.

import type { BodyJson } from '../../domain/document/body.ts';
import type { Instant } from '../../domain/document/presented.ts';

export type UnsavedText = {
  content: BodyJson;
  /** Of the saved text that it began with. */
  bodyRevision: number;
  at: Instant;
};

const keyOf = (personId: string, sectionId: string) => `kaasa.unsaved.${personId}.${sectionId}`;

/** False when the browser keeps nothing for us: no room, or not allowed. */
export function keepUnsaved(personId: string, sectionId: string, text: UnsavedText): boolean {
  try {
    localStorage.setItem(keyOf(personId, sectionId), JSON.stringify(text));
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
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
