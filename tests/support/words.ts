// The words of a text and of the sections that it was imported as, to see that none is lost and none changes its place.

import { bodyJson } from '../../domain/document/body.ts';
import type { ImportedSection } from '../../domain/document/import/sections.ts';
import type { NodeJson } from '../../domain/document/reading.ts';

/** Runs of letters, in order. */
export function wordsOf(text: string): string[] {
  return text.normalize('NFC').match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
}

/** Titles and texts in the order of the sections, footnotes where they stand. */
export function wordsOfSections(sections: readonly ImportedSection[]): string[] {
  return sections.flatMap(({ title, body }) => [...wordsOf(title), ...wordsOf(textOf(bodyJson(body)))]);
}

function textOf({ type, text, content = [] }: NodeJson): string {
  if (text !== undefined) return text;
  return type === 'hardBreak' ? '\n' : `${content.map(textOf).join('')}\n`;
}
