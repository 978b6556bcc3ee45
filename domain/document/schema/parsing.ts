// Reading attributes back from HTML. What is not valid becomes the default, so that whatever is pasted gives a node
// that the schema accepts; a rule whose required attribute is missing does not match.

import type { Attrs } from '@tiptap/pm/model';
import { isBlockId } from './attributes.ts';

/** `data-id`, or null: blocks without one get one before they are stored. */
export function readId(element: HTMLElement): string | null {
  const id = element.getAttribute('data-id');
  return isBlockId(id) ? id : null;
}

/** The named attribute when `isValid` says so, else `otherwise`. */
export function readText(
  element: HTMLElement,
  name: string,
  isValid: (value: unknown) => boolean,
  otherwise: string,
): string {
  const value = element.getAttribute(name);
  return isValid(value) ? String(value) : otherwise;
}

/** The named attribute as a whole number when `isValid` says so, else `otherwise`. */
export function readNumber(
  element: HTMLElement,
  name: string,
  isValid: (value: unknown) => boolean,
  otherwise: number,
): number {
  const text = element.getAttribute(name) ?? '';
  return /^\d{1,6}$/.test(text) && isValid(Number(text)) ? Number(text) : otherwise;
}

/** The attributes when all of `required` are valid, else false: the rule does not match. */
export function readRequired(
  required: readonly (readonly [unknown, (value: unknown) => boolean])[],
  attrs: Attrs,
): Attrs | false {
  return required.every(([value, isValid]) => isValid(value)) && attrs;
}
