// Why something cannot be done to a section, as far as the page knows: said beside the choice in its menu, and when its
// key is pressed. Null when nothing speaks against it; the server decides in the end. Pure.

import type { PresentedSection } from '../../domain/document/presented.ts';
import type { DocumentRight } from '../../domain/document/rights.ts';
import { MAX_LEVELS } from '../../domain/document/section.ts';
import { mayEdit } from './command.ts';
import { branchOf, placeAfterStep, type Step, siblingBefore } from './outline-places.ts';

/** A key below `document.reasons`, with what it names. */
export type Reason =
  | { key: 'first' | 'last' | 'top' | 'nothingBefore' | 'noText' | 'documentRight' }
  | { key: 'tooDeep'; levels: number }
  | { key: 'right' | 'locked'; title: string; name: string };

type Outline = { sections: readonly PresentedSection[]; document: { right: DocumentRight } };

export function whyNotStep(outline: Outline, section: PresentedSection, step: Step): Reason | null {
  const { sections } = outline;
  const own = whyNotEdit(section);
  if (own) return own;
  const place = placeAfterStep(sections, section.id, step);
  if (place === null) return { key: NO_PLACE[step] };
  const above = whyNotBelow(outline, section.parentId) ?? whyNotBelow(outline, place.parentId);
  return above ?? (step === 'in' ? whyTooDeep(sections, section) : null);
}

const NO_PLACE = { up: 'first', down: 'last', out: 'top', in: 'nothingBefore' } as const;

export function whyNotMerge({ sections }: Outline, section: PresentedSection): Reason | null {
  const into = siblingBefore(sections, section.id);
  return whyNotEdit(section) ?? (into ? whyNotEdit(into) : { key: 'nothingBefore' });
}

export function whyNotSplit(section: PresentedSection): Reason | null {
  return whyNotEdit(section) ?? (section.words === 0 ? { key: 'noText' } : null);
}

/** What lies below goes with it, so all of it must be the reader's to change. */
export function whyNotDelete({ sections }: Outline, section: PresentedSection): Reason | null {
  const kept = branchOf(sections, section.id).find((below) => !mayEdit(below));
  return kept ? whyNotEdit(kept) : null;
}

/** Somebody else's lock, or no right to change it. */
export function whyNotEdit(section: PresentedSection): Reason | null {
  if (mayEdit(section)) return null;
  const { title, lock } = section;
  return lock && !lock.isOwn ? { key: 'locked', title, name: lock.by.name } : { key: 'right', title, name: '' };
}

function whyNotBelow({ sections, document }: Outline, parentId: string | null): Reason | null {
  if (parentId === null) return mayEdit(document) ? null : { key: 'documentRight' };
  const parent = sections.find(({ id }) => id === parentId);
  return parent ? whyNotEdit(parent) : null;
}

function whyTooDeep(sections: readonly PresentedSection[], { id }: PresentedSection): Reason | null {
  const deepest = Math.max(...branchOf(sections, id).map(({ level }) => level));
  return deepest >= MAX_LEVELS ? { key: 'tooDeep', levels: MAX_LEVELS } : null;
}
