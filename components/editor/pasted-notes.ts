// Footnotes of pasted text. Whatever program made them: a mark in the text is a link to a note, and the note has a link back
// to the mark. The note's words go to where the mark is.

/** Puts each note whose mark is there too into the text; a mark without its note stays as it is. */
export function gatherNotes(body: Element): void {
  const marks = [...body.querySelectorAll<HTMLAnchorElement>('a[href*="#"]')];
  const notes = marks.flatMap((mark) => {
    const back = findBack(mark, marks);
    return back ? [{ mark, back, note: noteOf(back) }] : [];
  });
  for (const { mark, back, note } of notes) {
    back.remove();
    placeOf(mark).replaceWith(footnote(note));
  }
  for (const { note } of notes) removeWithHolders(note, body);
}

/** The link back comes later in the text, stands in what the mark leads to, and leads to the mark or what it stands in. */
function findBack(mark: HTMLAnchorElement, links: readonly HTMLAnchorElement[]): HTMLAnchorElement | undefined {
  const wanted = targetOf(mark);
  return links
    .slice(links.indexOf(mark) + 1)
    .find((link) => isNamed(link, wanted, mark) && isNamed(mark, targetOf(link), link));
}

function targetOf(link: HTMLAnchorElement): string {
  const href = link.getAttribute('href') ?? '';
  return href.slice(href.indexOf('#') + 1);
}

/** Is the element, or one that it stands in without the other, called so? */
function isNamed(element: Element, name: string, other: Element): boolean {
  if (name === '') return false;
  const named = element.closest(`[id="${CSS.escape(name)}"], [name="${CSS.escape(name)}"]`);
  return named !== null && !named.contains(other);
}

/** All paragraphs of the note: those that it has for itself. */
function noteOf(back: Element): Element {
  const holder = back.closest('li, div, dd');
  const isOwn = holder !== null && holder.querySelectorAll('a[href*="#"]').length === 1;
  return (isOwn ? holder : back.closest('p')) ?? back;
}

/** The mark with what only raises it. */
function placeOf(mark: Element): Element {
  let place = mark;
  while (place.parentElement?.matches('sup, span, font') && place.parentElement.textContent === place.textContent) {
    place = place.parentElement;
  }
  return place;
}

function footnote(note: Element): HTMLElement {
  const made = document.createElement('span');
  made.dataset.footnote = '';
  const paragraphs = note.matches('p') ? [note] : [...note.querySelectorAll('p')];
  const parts = paragraphs.length > 0 ? paragraphs : [note];
  for (const part of parts) {
    if (made.hasChildNodes()) made.append(document.createElement('br'));
    made.append(...part.childNodes);
  }
  trimStart(made);
  return made;
}

/** Spaces after the number, and what is left of the link back. */
function trimStart(element: Element): void {
  for (const empty of element.querySelectorAll('sup, span')) if (empty.textContent?.trim() === '') empty.remove();
  const [first] = element.childNodes;
  if (first?.nodeType === Node.TEXT_NODE) first.nodeValue = (first.nodeValue ?? '').replace(/^[\s.\u00a0]+/, '');
}

/** And the list or part that held only notes, with the line above it. */
function removeWithHolders(note: Element, body: Element): void {
  let gone = note;
  while (gone.parentElement && gone.parentElement !== body && isOnlyChild(gone)) gone = gone.parentElement;
  const before = gone.previousElementSibling;
  if (before?.matches('hr')) before.remove();
  gone.remove();
}

function isOnlyChild(element: Element): boolean {
  const rest = (element.parentElement?.textContent ?? '').replace(element.textContent ?? '', '');
  return rest.trim() === '';
}
