// Gives every new block an id while somebody writes: splitting, pasting and the toolbar make blocks without one or with
// somebody else's. Of two equal ids the first in the text stays, as the server does it (domain/document/identify.ts).

import { Extension } from '@tiptap/core';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/** `newId` makes a fresh block id. */
export function blockIds(newId: () => string): Extension {
  return Extension.create({
    name: 'blockIds',
    addProseMirrorPlugins: () => [blockIdPlugin(newId)],
  });
}

export function blockIdPlugin(newId: () => string): Plugin {
  return new Plugin({
    appendTransaction: (transactions, _before, state) =>
      transactions.some(isOwnChange) ? withIds(state, newId) : null,
    props: {
      transformPasted: (slice, view) => (view.dragging?.move ? slice : withoutIdsOf(view.state.doc, slice)),
    },
  });
}

/** What comes out of the room has its ids, or gets them from the server: two editors would give two. */
function isOwnChange(transaction: Transaction): boolean {
  return transaction.docChanged && transaction.getMeta(ySyncPluginKey) === undefined;
}

/** Null when every block has an id of its own. A step of the history like the change that it follows on. */
function withIds(state: EditorState, newId: () => string): Transaction | null {
  const kept = new Set<string>();
  const lacking: number[] = [];
  state.doc.descendants(({ attrs }, position) => {
    if (!('id' in attrs)) return;
    if (attrs.id === null || kept.has(attrs.id)) lacking.push(position);
    else kept.add(attrs.id);
  });
  if (lacking.length === 0) return null;
  const change = state.tr;
  for (const position of lacking) change.setNodeAttribute(position, 'id', freshId(kept, newId));
  return change;
}

function freshId(kept: Set<string>, newId: () => string): string {
  let id = newId();
  while (kept.has(id)) id = newId();
  kept.add(id);
  return id;
}

/** A copy pasted before its original must not take its ids away; what was cut keeps them. */
function withoutIdsOf(doc: Node, slice: Slice): Slice {
  const present = new Set<string>();
  doc.descendants(({ attrs }) => {
    if (typeof attrs.id === 'string') present.add(attrs.id);
  });
  return new Slice(stripped(slice.content, present), slice.openStart, slice.openEnd);
}

function stripped(content: Fragment, present: ReadonlySet<string>): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    const inner = node.isText ? node : node.copy(stripped(node.content, present));
    const isTaken = present.has(node.attrs.id);
    nodes.push(isTaken ? inner.type.create({ ...inner.attrs, id: null }, inner.content, inner.marks) : inner);
  });
  return Fragment.from(nodes);
}
