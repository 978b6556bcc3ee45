// Tables without a width on each cell: prosemirror-tables, which editors use, must live with that.

import type { Node } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addRowAfter,
  CellSelection,
  deleteColumn,
  fixTables,
  mergeCells,
  splitCell,
  TableMap,
  tableEditing,
  toggleHeaderRow,
} from '@tiptap/pm/tables';
import { expect, test } from 'vitest';
import { documentSchema } from '../../../domain/document/schema/schema.ts';

const make = documentSchema.node.bind(documentSchema);
const cell = (words: string, attrs: object = {}) =>
  make('tableCell', attrs, [make('paragraph', null, words === '' ? [] : [documentSchema.text(words)])]);
const row = (...cells: Node[]) => make('tableRow', null, cells);
const table = (...rows: Node[]) => make('table', { caption: 'Näitajad', columnWidths: '50,50' }, rows);

type Command = (state: EditorState, dispatch: (tr: EditorState['tr']) => void) => boolean;

/** An editor's state with the cells from `anchor` to `head`, counted from 0, selected. */
function stateOf(rows: Node, anchor = 0, head = anchor): EditorState {
  const doc = make('doc', null, [rows]);
  const { map } = TableMap.get(rows);
  const at = (index: number) => (map[index] ?? 0) + 1;
  const selection = CellSelection.create(doc, at(anchor), at(head));
  return EditorState.create({ doc, selection, plugins: [tableEditing()] });
}

function after(state: EditorState, command: Command): EditorState {
  let next = state;
  expect(command(state, (tr) => (next = state.apply(tr)))).toBe(true);
  next.doc.check();
  return next;
}

const words = (doc: Node) => doc.textBetween(0, doc.content.size, '|');
const shape = (doc: Node) => {
  const { width, height, problems } = TableMap.get(doc.firstChild as Node);
  return { width, height, problems };
};

const GRID = table(row(cell('a'), cell('b')), row(cell('c'), cell('d')));

test('DS3: columns and rows are added and deleted', () => {
  const wider = after(stateOf(GRID), addColumnAfter);
  expect(shape(wider.doc)).toEqual({ width: 3, height: 2, problems: null });
  const higher = after(stateOf(GRID, 3), addRowAfter);
  expect(shape(higher.doc)).toEqual({ width: 2, height: 3, problems: null });
  expect(words(after(stateOf(GRID), deleteColumn).doc)).toBe('b|d');
});

test('DS3: cells are merged and split again', () => {
  const merged = after(stateOf(GRID, 0, 3), mergeCells);
  expect(shape(merged.doc)).toEqual({ width: 2, height: 2, problems: null });
  expect(merged.doc.firstChild?.firstChild?.firstChild?.attrs).toEqual({ id: null, colspan: 2, rowspan: 2 });
  expect(words(merged.doc)).toBe('a|b|c|d');
  const split = after(merged, splitCell);
  expect(shape(split.doc)).toEqual({ width: 2, height: 2, problems: null });
});

test('DS3: a row of cells becomes a row of headers', () => {
  const { doc } = after(stateOf(GRID), toggleHeaderRow);
  const header = doc.firstChild?.firstChild?.firstChild;
  expect([header?.type.name, header?.attrs.scope]).toEqual(['tableHeader', 'col']);
});

test('DS3: tables whose rows or spans do not fit are mended', () => {
  for (const broken of [
    table(row(cell('a'), cell('b')), row(cell('c'))),
    table(row(cell('a', { colspan: 3 })), row(cell('b'))),
    table(row(cell('a', { rowspan: 5 })), row(cell('b'))),
  ]) {
    const state = EditorState.create({ doc: make('doc', null, [broken]) });
    expect(TableMap.get(broken).problems).not.toBeNull();
    const fixed = state.apply(fixTables(state) ?? state.tr);
    fixed.doc.check();
    expect(shape(fixed.doc).problems).toBeNull();
    expect(words(fixed.doc).replaceAll('|', '')).toBe(words(state.doc).replaceAll('|', ''));
  }
});
