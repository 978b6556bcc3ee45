// Where a dragged row would fall: the upper third of a row means before it, the lower third after it, the middle below it.
// React Aria's own delegate leaves five pixels at the edges, which a hand hardly hits.

import type { DragAndDropOptions } from 'react-aria-components/useDragAndDrop';

type DropTargetDelegate = NonNullable<DragAndDropOptions['dropTargetDelegate']>;
type DropTarget = NonNullable<ReturnType<DropTargetDelegate['getDropTargetFromPoint']>>;

type Rows = { current: HTMLElement | null };

const EDGE = 1 / 3;

/** `rows` holds the list; `x` and `y` come relative to it. */
export function dropPlaces(rows: Rows): DropTargetDelegate {
  return {
    getDropTargetFromPoint(_x, y, isValid) {
      const top = rows.current?.getBoundingClientRect().top ?? 0;
      const row = rowAt(rows.current, top + y);
      if (!row) return { type: 'root' };
      const positions = positionsAt((top + y - row.rect.top) / row.rect.height);
      const places = positions.map((dropPosition): DropTarget => ({ type: 'item', key: row.key, dropPosition }));
      return places.find(isValid) ?? null;
    },
  };
}

function rowAt(list: HTMLElement | null, y: number) {
  const rows = [...(list?.querySelectorAll<HTMLElement>('.outline-item') ?? [])];
  const measured = rows.map((row) => ({ key: row.dataset.key ?? '', rect: row.getBoundingClientRect() }));
  return measured.find(({ rect }) => y <= rect.bottom) ?? measured.at(-1);
}

type Position = 'before' | 'on' | 'after';

/** The one that is meant first; `share` is how far down the row, 0 to 1. */
function positionsAt(share: number): Position[] {
  const nearer: Position[] = share < 0.5 ? ['before', 'after'] : ['after', 'before'];
  return share < EDGE || share > 1 - EDGE ? [...nearer, 'on'] : ['on', ...nearer];
}
