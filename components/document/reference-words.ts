// What the references of a text are called, taken from the text as the server has rendered it: the editor's JSON names only
// ids, and the page has no other way to know people and studies.

import type { PresentedBody, PresentedSection } from '../../domain/document/presented.ts';
import type { ReferenceWords } from '../editor/views/reference-view.ts';
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

/** Footnotes count through the whole document: the number of a text's first one, 1 when it has none yet. */
export function firstFootnoteOf(body: PresentedBody | undefined): number {
  return Number(/<ol start="(\d+)">/.exec(body?.notesHtml ?? '')?.[1] ?? 1);
}
