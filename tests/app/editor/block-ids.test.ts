// New blocks get ids while somebody writes, and old ones keep theirs.

import { history, undo } from '@tiptap/pm/history';
import type { Node } from '@tiptap/pm/model';
import { Fragment, Slice } from '@tiptap/pm/model';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { blockIdPlugin } from '../../../components/editor/block-ids.ts';
import { documentSchema } from '../../../domain/document/schema/schema.ts';

const paragraph = (id: string | null, text: string) =>
  documentSchema.node('paragraph', { id }, text === '' ? [] : [documentSchema.text(text)]);

function stateOf(...blocks: Node[]) {
  let count = 0;
  const plugin = blockIdPlugin(() => `new${++count}`);
  return EditorState.create({ doc: documentSchema.node('doc', null, blocks), plugins: [plugin, history()] });
}

const ids = (state: EditorState) => {
  const found: (string | null)[] = [];
  state.doc.descendants(({ attrs }) => {
    if ('id' in attrs) found.push(attrs.id);
  });
  return found;
};

test('a split paragraph: the first half keeps the id, the second gets a new one', () => {
  const state = stateOf(paragraph('a', 'Sissejuhatus'));
  expect(ids(state.apply(state.tr.split(4)))).toEqual(['a', 'new1']);
});

test('a table made without ids has one on each row, cell and paragraph', () => {
  const { paragraph: p, tableCell, tableRow, table } = documentSchema.nodes;
  const made = table.create(
    null,
    tableRow.create(null, [tableCell.create(null, p.create()), tableCell.create(null, p.create())]),
  );
  const state = stateOf(paragraph('a', 'Enne'));
  const after = state.apply(state.tr.insert(state.doc.content.size, made));
  expect(new Set(ids(after)).size).toBe(7);
  expect(ids(after)).not.toContain(null);
});

test('a footnote in a line gets an id', () => {
  const state = stateOf(paragraph('a', 'Enne'));
  const note = documentSchema.node('footnote', null, [documentSchema.text('märkus')]);
  expect(ids(state.apply(state.tr.insert(3, note)))).toEqual(['a', 'new1']);
});

test('an id that is already there is not given again', () => {
  const state = stateOf(paragraph('new1', 'Üks'));
  expect(ids(state.apply(state.tr.split(2)))).toEqual(['new1', 'new2']);
});

test('a copy pasted before its original gets new ids, the original keeps its own', () => {
  const state = stateOf(paragraph('a', 'Üks'), paragraph('b', 'Kaks'));
  const [plugin] = state.plugins;
  const copied = new Slice(Fragment.from(paragraph('b', 'Kaks')), 0, 0);
  const view = { state, dragging: null };
  const pasted = plugin?.props.transformPasted?.call(plugin, copied, view as never, false) as Slice;
  expect(ids(state.apply(state.tr.replace(0, 0, pasted)))).toEqual(['new1', 'a', 'b']);
});

test('undoing takes back the text and leaves every block with its id', () => {
  let state = stateOf(paragraph('a', 'Sissejuhatus'));
  state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 4)));
  state = state.apply(state.tr.split(4));
  undo(state, (change) => {
    state = state.apply(change);
  });
  expect(ids(state)).toEqual(['a']);
  expect(state.doc.textContent).toBe('Sissejuhatus');
});

test('typing changes no id', () => {
  const state = stateOf(paragraph('a', 'Üks'), paragraph('b', 'Kaks'));
  expect(ids(state.apply(state.tr.insertText('!', 4)))).toEqual(['a', 'b']);
});
