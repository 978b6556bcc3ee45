// Where a section goes by a key or a drag, and what the list looks like until the server has answered.

import { expect, test } from 'vitest';
import {
  branchOf,
  nestSections,
  placeAfterStep,
  placeBeside,
  withMoved,
  withoutBranch,
} from '../../../components/document/outline-places.ts';
import type { PresentedSection } from '../../../domain/document/presented.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';

/** `a`, `a.b`: the dots say what lies below what. */
function outline(...paths: string[]): PresentedSection[] {
  return paths.map((path) => {
    const parts = path.split('.');
    const above = parts.slice(0, -1).join('.');
    return { id: path, parentId: above || null, level: parts.length, title: path } as PresentedSection;
  });
}

const shape = (sections: readonly PresentedSection[]) =>
  sections.map(({ id, parentId, level }) => `${id} below ${parentId ?? 'the document'} at ${level}`);

const LIST = outline('a', 'a.b', 'a.c', 'd', 'e');

test('a step up goes before the sibling before, a step down behind the one after', () => {
  expect(placeAfterStep(LIST, 'a.c', 'up')).toEqual({ parentId: 'a', beforeId: 'a.b' });
  expect(placeAfterStep(LIST, 'a', 'down')).toEqual({ parentId: null, beforeId: 'e' });
  expect(placeAfterStep(LIST, 'd', 'down')).toEqual({ parentId: null, beforeId: null });
});

test('there is no step beyond the first and the last, out of the top, or in without a sibling before', () => {
  expect(placeAfterStep(LIST, 'a', 'up')).toBeNull();
  expect(placeAfterStep(LIST, 'e', 'down')).toBeNull();
  expect(placeAfterStep(LIST, 'd', 'out')).toBeNull();
  expect(placeAfterStep(LIST, 'a.b', 'in')).toBeNull();
});

test('out leads behind the parent, in last below the sibling before', () => {
  expect(placeAfterStep(LIST, 'a.b', 'out')).toEqual({ parentId: null, beforeId: 'd' });
  expect(placeAfterStep(LIST, 'd', 'in')).toEqual({ parentId: 'a', beforeId: null });
});

test('dropped on a section it goes last below, beside it right there', () => {
  expect(placeBeside(LIST, 'd', 'on')).toEqual({ parentId: 'd', beforeId: null });
  expect(placeBeside(LIST, 'a.c', 'before')).toEqual({ parentId: 'a', beforeId: 'a.c' });
  expect(placeBeside(LIST, 'a.c', 'after')).toEqual({ parentId: 'a', beforeId: null });
});

test('a moved section takes along what lies below it, at its new level', () => {
  expect(shape(withMoved(LIST, 'a', { parentId: 'd', beforeId: null }))).toEqual([
    'd below the document at 1',
    'a below d at 2',
    'a.b below a at 3',
    'a.c below a at 3',
    'e below the document at 1',
  ]);
});

test('a section is not moved below itself, nor before what is not there', () => {
  expect(shape(withMoved(LIST, 'a', { parentId: 'a.b', beforeId: null }))).toEqual(shape(LIST));
  expect(shape(withMoved(LIST, 'a', { parentId: null, beforeId: 'x' }))).toEqual(shape(LIST));
});

test('a deleted section goes with what lies below it', () => {
  expect(withoutBranch(LIST, 'a').map(({ id }) => id)).toEqual(['d', 'e']);
});

test('after 2,000 random moves every section is there once, right behind what it belongs to', () => {
  const random = randomFrom(printedSeed('outline places'));
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  let list = outline('a', 'a.b', 'a.b.c', 'd', 'e', 'e.f', 'g');
  for (let i = 0; i < 2000; i += 1) {
    const [moved, at] = [pick(list), pick(list)];
    const place = placeBeside(list, at.id, pick(['before', 'after', 'on'] as const));
    if (place) list = withMoved(list, moved.id, place);
    expect(new Set(list.map(({ id }) => id)).size).toBe(7);
    const nested = nestSections(list);
    const walked = (nodes: typeof nested, level: number): string[] =>
      nodes.flatMap((node) => {
        expect(node.section.level).toBe(level);
        return [node.id, ...walked(node.children, level + 1)];
      });
    expect(walked(nested, 1)).toEqual(list.map(({ id }) => id));
    expect(branchOf(list, moved.id)[0]?.id).toBe(moved.id);
  }
});
