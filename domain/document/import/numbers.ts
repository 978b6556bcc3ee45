// Numbers that headings of a file begin with. Kaasa numbers sections itself, so they are taken off, but only when they
// count through as ours would: a number that means something else is part of the title.

import type { ImportHeading, ImportItem } from './items.ts';

export type HeadingNumber = readonly number[];

/** "1.2 Title", "1.2. Title", "3 Title"; not "2025 aasta". At most four levels of at most two digits. */
const NUMBERED = /^(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=\S)/;

/** The number that a heading begins with; null without one. */
export function headingNumber(text: string): HeadingNumber | null {
  const found = NUMBERED.exec(text)?.[1];
  return found === undefined ? null : found.split('.').map(Number);
}

export function withoutNumber(text: string): string {
  return text.replace(NUMBERED, '');
}

/** Do all numbers together count through: 1, 1.1, 1.2, 2, 2.1 …? */
export function countsThrough(numbers: readonly HeadingNumber[]): boolean {
  let before: HeadingNumber = [];
  return numbers.every((number) => {
    const isNext = follows(before, number);
    before = number;
    return isNext;
  });
}

function follows(before: HeadingNumber, number: HeadingNumber): boolean {
  const above = number.slice(0, -1);
  const isBelow = above.every((part, i) => part === before[i]) && above.length <= before.length;
  return isBelow && number.at(-1) === (before[above.length] ?? 0) + 1;
}

/** The numbers of those headings that have one, in order. */
export function numbersIn(items: readonly ImportItem[]): HeadingNumber[] {
  return headingsIn(items).flatMap(({ text }) => {
    const number = headingNumber(text);
    return number ? [number] : [];
  });
}

function headingsIn(items: readonly ImportItem[]): ImportHeading[] {
  return items.filter((item) => item.type === 'heading');
}
