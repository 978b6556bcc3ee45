// Where the focus goes when something was done to a section: to what the act made or changed; when that is gone, to the
// next section, else the one before, else the document's title. In the contents list for who was there, else in the text.
// Never out of a field in which somebody writes by now, nor out of a dialog: then it goes there when the dialog closes.

import type { PresentedSection } from '../../domain/document/presented.ts';
import { afterDrawing, focusElement, isFocusLost } from '../ui/focus-lost.ts';
import { branchOf } from './outline-places.ts';
import { goToSection, sectionTitleId } from './section-address.ts';

/** `outline`: a row of the contents list. `text`: a heading. `begin`: a heading, at the top of the window. */
type Place = 'outline' | 'text' | 'begin';

/** An act as it begins: where the focus was, and which sections it is about. */
export type Act = {
  place: Place;
  /** Null: the act was asked in something that closes by itself, such as a menu, so that the focus is nobody's. */
  from: Element | null;
  /** Ids, the best first. */
  order: readonly string[];
};

/** What of the document had the focus last, and the section it belongs to. */
let lastOnPage: { element: HTMLElement; sectionId: string | null } | null = null;
/** An act that was done while a dialog was open. */
let waiting: Act | null = null;
/** Where the latest act has put the focus. */
let taken: Element | null = null;

/** Remembers what of the document has the focus. Returns how to stop. */
export function followFocus(): () => void {
  const onFocus = ({ target }: FocusEvent) => target instanceof HTMLElement && comeFrom(target);
  document.addEventListener('focusin', onFocus);
  return () => {
    document.removeEventListener('focusin', onFocus);
    lastOnPage = null;
    waiting = null;
    taken = null;
  };
}

/** Says where something was opened, for browsers that put no focus on a pressed button. */
export function comeFrom(element: HTMLElement): void {
  if (element.closest('.document')) lastOnPage = { element, sectionId: sectionOf(element) };
}

function sectionOf(element: Element): string | null {
  const row = element.closest('[data-key]')?.getAttribute('data-key');
  return row ?? element.closest('.section')?.id.replace(/^s-/, '') ?? null;
}

/** The sections that an act is about, then those after and before them, as they stand when it begins. */
export function orderAround(sections: readonly PresentedSection[], about: readonly string[]): string[] {
  const first = about.find((id) => sections.some((section) => section.id === id));
  if (first === undefined) return [...about];
  const branch = branchOf(sections, first);
  const at = sections.findIndex(({ id }) => id === first);
  const after = sections.slice(at + branch.length);
  const before = sections.slice(0, at).reverse();
  return [...about, ...[...after, ...before].map(({ id }) => id)];
}

export function beginAct(order: readonly string[], isMade = false): Act {
  const active = document.activeElement;
  const isOnPage = active?.closest('.document') !== null && active !== null;
  const wasInOutline = lastOnPage?.element.closest('.outline') ?? null;
  const place = wasInOutline ? 'outline' : 'text';
  return { place: isMade ? 'begin' : place, from: isOnPage ? active : null, order };
}

/** Puts the focus where it belongs after an act, once the page shows what was done. */
export async function endAct(act: Act): Promise<void> {
  await afterDrawing();
  if (isDialogOpen()) waiting = act;
  else if (mayTake(act)) focusFirst(act);
}

/** A dialog has closed: the focus goes where the act in it says, else back to what opened it. */
export async function dialogClosed(): Promise<void> {
  await afterDrawing();
  if (isDialogOpen()) return;
  const act = waiting;
  waiting = null;
  if (act) return focusFirst(act);
  if (!isFocusLost() || lastOnPage === null) return;
  const { element, sectionId } = lastOnPage;
  if (element.isConnected && focusElement(element)) return;
  const place = element.closest('.outline') ? 'outline' : 'text';
  focusFirst({ place, from: null, order: sectionId === null ? [] : [sectionId] });
}

function isDialogOpen(): boolean {
  return document.querySelector('.modal') !== null;
}

/** Not when somebody has gone on to something else meanwhile. */
function mayTake({ from }: Act): boolean {
  const active = document.activeElement;
  if (isFocusLost() || active === from || active === taken || active?.matches('.outline-tree')) return true;
  return from === null && !active?.matches('input, textarea, select, [contenteditable="true"]');
}

function focusFirst({ place, order }: Act): void {
  const isThere = order.some((id) => focusSection(id, place));
  if (!isThere) focusElement(document.querySelector<HTMLElement>('.document-header h1'));
  taken = document.activeElement;
}

function focusSection(id: string, place: Place): boolean {
  const row = document.querySelector<HTMLElement>(`.outline-item[data-key="${CSS.escape(id)}"]`);
  if (place === 'outline' && focusElement(row)) return true;
  const title = document.getElementById(sectionTitleId(id));
  if (place !== 'begin' || title === null) return focusElement(title);
  goToSection(id);
  return true;
}
