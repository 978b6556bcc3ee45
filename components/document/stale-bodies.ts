// Which texts have to be fetched again after a change. A text's HTML says more than its own words: the numbers of notes run
// through the whole document, and references show the titles and numbers of other sections.

import type { DocumentOutline, PresentedBody } from '../../domain/document/presented.ts';

type Bodies = ReadonlyMap<string, PresentedBody>;

/** The sections whose text is newer than what is shown, or was never shown. */
export function changedBodies(outline: DocumentOutline, bodies: Bodies): string[] {
  return outline.sections
    .filter(({ id, bodyRevision }) => bodies.get(id)?.bodyRevision !== bodyRevision)
    .map(({ id }) => id);
}

/** The sections whose own text is as it was, but whose HTML depends on what has changed beside it. */
export function affectedBodies(before: DocumentOutline, after: DocumentOutline, bodies: Bodies): string[] {
  const isTreeChanged = labels(before) !== labels(after);
  const levels = new Map(before.sections.map(({ id, level }) => [id, level]));
  return after.sections
    .filter(({ id, level }) => {
      const html = bodies.get(id)?.html ?? '';
      if (levels.get(id) !== level && html.includes('data-level="')) return true;
      return isTreeChanged && (html.includes('class="note-mark"') || html.includes('data-reference="'));
    })
    .map(({ id }) => id);
}

/** The sections whose notes may count differently because another text has more or fewer of them now. */
export function renumberedBodies(outline: DocumentOutline, before: Bodies, after: Bodies): string[] {
  let shift = 0;
  const renumbered: string[] = [];
  for (const { id } of outline.sections) {
    const [was, is] = [noteCount(before.get(id)), noteCount(after.get(id))];
    if (shift !== 0 && is > 0) renumbered.push(id);
    shift += is - was;
  }
  return renumbered;
}

function noteCount(body: PresentedBody | undefined): number {
  return body ? body.html.split('class="note-mark"').length - 1 : 0;
}

/** All that references and the counting of notes depend on. */
function labels({ sections }: DocumentOutline): string {
  return JSON.stringify(sections.map(({ id, number, title }) => [id, number, title]));
}
