// Where a row falls in the contents list: a third of each row lies before, below and after it.

import { expect, test } from 'vitest';
import { dropPlaces } from '../../../components/document/outline-drop-places.ts';

const HEIGHT = 32;

/** Rows one below the other, 100 px down the window; only what the delegate asks of an element. */
function list(...keys: string[]): HTMLElement {
  const rows = keys.map((key, at) => ({
    dataset: { key },
    getBoundingClientRect: () => ({ top: 100 + at * HEIGHT, bottom: 100 + (at + 1) * HEIGHT, height: HEIGHT }),
  }));
  return { getBoundingClientRect: () => ({ top: 100 }), querySelectorAll: () => rows } as unknown as HTMLElement;
}

const places = dropPlaces({ current: list('a', 'b') });
const at = (y: number, isValid = () => true) => places.getDropTargetFromPoint(5, y, isValid);

test('the gap between two rows is at least 12 px high, and the middle of a row means below it', () => {
  const found = Array.from({ length: 2 * HEIGHT }, (_, y) => at(y));
  const gap = found.filter(
    (target, y) => y > HEIGHT / 2 && y < HEIGHT * 1.5 && target?.type === 'item' && target.dropPosition !== 'on',
  );
  expect(gap.length).toBeGreaterThanOrEqual(12);
  expect(at(HEIGHT / 2)).toEqual({ type: 'item', key: 'a', dropPosition: 'on' });
  expect(at(HEIGHT - 4)).toEqual({ type: 'item', key: 'a', dropPosition: 'after' });
  expect(at(HEIGHT + 4)).toEqual({ type: 'item', key: 'b', dropPosition: 'before' });
});

test('below the last row is after it', () => {
  expect(at(500)).toEqual({ type: 'item', key: 'b', dropPosition: 'after' });
});

test('a place that is not taken gives way to the nearest that is', () => {
  const notOn = (target: { dropPosition?: string }) => target.dropPosition !== 'on';
  expect(places.getDropTargetFromPoint(5, HEIGHT / 2 - 2, notOn as never)).toEqual({
    type: 'item',
    key: 'a',
    dropPosition: 'before',
  });
  expect(places.getDropTargetFromPoint(5, 5, () => false)).toBeNull();
});
