// What the references of a text are called, taken from the text as the server has rendered it: the editor's JSON names only
// ids, and the page has no other way to know people and studies.

import type { PresentedBody, PresentedSection } from '../../domain/document/presented.ts';
import type { ReferenceWords } from '../editor/views/reference-view.ts';
import type { DocumentState } from './document-store.ts';
import { titleOf } from './outline-places.ts';

const ATTRIBUTES = { citation: 'data-citation', mention: 'data-mention', crossReference: 'data-target-id' } as const;

/** '' for one that is neither in the saved text nor a section of the contents list. */
export function referenceWords(
  body: PresentedBody | undefined,
  findSection: (id: string) => PresentedSection | undefined,
): ReferenceWords {
  const parsed = new DOMParser().parseFromString(`${body?.html ?? ''}${body?.notesHtml ?? ''}`, 'text/html');
  return (kind, id) => {
    const section = kind === 'crossReference' ? findSection(id) : undefined;
    const shown = parsed.querySelector(`[${ATTRIBUTES[kind]}="${CSS.escape(id)}"]`);
    return shown?.textContent ?? (section ? titleOf(section) : '');
  };
}

/** Footnotes count through the whole document: the number that a section's first one has, or would have. */
export function firstFootnoteOf({ outline, bodies }: DocumentState, sectionId: string): number {
  const own = countedNotes(bodies.get(sectionId));
  if (own) return own.first;
  const at = outline.sections.findIndex(({ id }) => id === sectionId);
  // the nearest ones tell most: the notes of sections that the reader may not see are counted in their numbers
  for (const { id } of outline.sections.slice(0, Math.max(0, at)).reverse()) {
    const notes = countedNotes(bodies.get(id));
    if (notes) return notes.first + notes.count;
  }
  return 1;
}

/** Null without notes. The list says its first number where that is not 1. */
function countedNotes(body: PresentedBody | undefined): { first: number; count: number } | null {
  const count = body ? body.html.split('class="note-mark"').length - 1 : 0;
  return count === 0 ? null : { first: Number(/<ol start="(\d+)">/.exec(body?.notesHtml ?? '')?.[1] ?? 1), count };
}
