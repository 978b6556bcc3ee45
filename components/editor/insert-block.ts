// Putting a picture or a table into the text: after the block that the selection is in, as near to it as the schema lets it
// stand, with a paragraph behind it to go on in.

import type { Editor } from '@tiptap/core';
import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { TextSelection, type Transaction } from '@tiptap/pm/state';

export type NewImage = { attachmentId: string; alt: string };

/** The cursor goes on behind it; `hasFocus` false leaves the focus where it is, in a dialog. */
export function insertImage(editor: Editor, attrs: NewImage, hasFocus = true): boolean {
  const image = editor.schema.nodes.image?.create(attrs);
  return image !== undefined && insertAfter(editor, image, 'behind', hasFocus);
}

/** Three columns, a row of headers and two of cells; the cursor goes into the first cell. */
export function insertTable(editor: Editor): boolean {
  const cells = (type: string) => Array.from({ length: 3 }, () => ({ type, content: [{ type: 'paragraph' }] }));
  const rows = ['tableHeader', 'tableCell', 'tableCell'].map((type) => ({ type: 'tableRow', content: cells(type) }));
  return insertAfter(editor, editor.schema.nodeFromJSON({ type: 'table', content: rows }), 'inside', true);
}

function insertAfter(editor: Editor, block: Node, cursor: 'inside' | 'behind', hasFocus: boolean): boolean {
  const { tr } = editor.state;
  const place = findPlace(tr.selection.$to, block);
  if (!place) return false;
  tr.replaceWith(place.from, place.to, block);
  const end = place.from + block.nodeSize;
  ensureParagraph(tr, end);
  const inside = cursor === 'inside' ? place.from + 1 : end;
  tr.setSelection(TextSelection.near(tr.doc.resolve(inside))).scrollIntoView();
  editor.view.dispatch(tr);
  if (hasFocus) editor.view.focus();
  return true;
}

/** Instead of an empty paragraph that the cursor is in; null where nothing of this kind can stand. */
function findPlace($at: ResolvedPos, block: Node): { from: number; to: number } | null {
  for (let depth = $at.depth; depth >= 0; depth--) {
    const parent = $at.node(depth);
    if (parent.inlineContent) continue;
    const inner = depth < $at.depth ? $at.node(depth + 1) : null;
    const isEmpty = inner?.type.name === 'paragraph' && inner.content.size === 0;
    const index = $at.index(depth);
    if (isEmpty && parent.canReplaceWith(index, index + 1, block.type)) {
      return { from: $at.before(depth + 1), to: $at.after(depth + 1) };
    }
    const after = $at.indexAfter(depth);
    if (!parent.canReplaceWith(after, after, block.type)) continue;
    const position = inner ? $at.after(depth + 1) : $at.pos;
    return { from: position, to: position };
  }
  return null;
}

function ensureParagraph(tr: Transaction, position: number): void {
  const paragraph = tr.doc.type.schema.nodes.paragraph?.create();
  if (tr.doc.resolve(position).nodeAfter === null && paragraph) tr.insert(position, paragraph);
}
