// Reads the texts back out of the HTML that came from the server, so that they need not be sent a second time for the
// store: what stands on the page when its scripts begin is what the server drew for this very answer.

import type { PresentedBody } from '../../domain/document/presented.ts';

/** On the element around all texts; its value is the key of the answer that they came with. */
export const TEXTS_KEY = 'data-texts';

/** What marks the element of one text. */
export function textMarks({ sectionId, bodyRevision }: PresentedBody) {
  return { 'data-text-of': sectionId, 'data-revision': bodyRevision };
}

/** None when the page was not drawn by the server for this answer, as after following a link within the site. */
export function textsOnPage(key: string): PresentedBody[] {
  const marked = document.querySelectorAll<HTMLElement>(`[${TEXTS_KEY}="${CSS.escape(key)}"] [data-text-of]`);
  return Array.from(marked, (element) => ({
    sectionId: element.dataset.textOf ?? '',
    bodyRevision: Number(element.dataset.revision),
    html: element.querySelector(':scope > .text')?.innerHTML ?? '',
    notesHtml: element.querySelector(':scope > .text-notes')?.innerHTML ?? '',
  }));
}
