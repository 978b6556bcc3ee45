// Keeps one's own caret among its words while others write in the same paragraph: y-tiptap (3.0.7 to 3.0.9) takes every change
// of a paragraph for one of its structure and puts the caret back where it was counted from the paragraph's start.

import { Extension } from '@tiptap/core';
import type { ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';

/** What the binding knows of itself; `beforeTransactionSelection` lives as long as the change of the document. */
type Binding = {
  doc: Y.Doc;
  type: Y.XmlFragment;
  mapping: Map<Y.AbstractType<unknown>, never>;
  beforeTransactionSelection: { anchor: Y.RelativePosition | null; head: Y.RelativePosition | null } | null;
};

export const ownCaret = Extension.create({
  name: 'ownCaret',
  addProseMirrorPlugins: () => [
    new Plugin({ appendTransaction: (transactions, before, state) => kept(transactions, before, state) }),
  ],
});

function kept(transactions: readonly Transaction[], before: EditorState, state: EditorState): Transaction | null {
  const isOthers = transactions.some((transaction) => transaction.getMeta(ySyncPluginKey)?.isChangeOrigin);
  if (!isOthers || !(before.selection instanceof TextSelection)) return null;
  const { binding } = (ySyncPluginKey.getState(state) ?? {}) as { binding?: Binding };
  const relative = binding?.beforeTransactionSelection;
  if (!binding || !relative) return null;
  const [anchor, head] = [relative.anchor, relative.head].map((end) => positionOf(end, binding, state));
  if (!anchor || !head || !isSameBlock(before.selection.$head, head)) return null;
  if (anchor.pos === state.selection.anchor && head.pos === state.selection.head) return null;
  // still somebody else's change: it is neither sent nor undone
  return state.tr.setSelection(TextSelection.between(anchor, head)).setMeta(ySyncPluginKey, { isChangeOrigin: true });
}

function positionOf(end: Y.RelativePosition | null, binding: Binding, state: EditorState): ResolvedPos | null {
  const at = end && relativePositionToAbsolutePosition(binding.doc, binding.type, end, binding.mapping);
  return at === null || at > state.doc.content.size ? null : state.doc.resolve(at);
}

/** Elsewhere, y-tiptap knows better: the block was moved, or is gone. */
function isSameBlock(before: ResolvedPos, after: ResolvedPos): boolean {
  return after.parent.isTextblock && blockOf(before) === blockOf(after);
}

function blockOf(position: ResolvedPos): unknown {
  for (let depth = position.depth; depth > 0; depth -= 1) {
    const { id } = position.node(depth).attrs;
    if (typeof id === 'string') return id;
  }
  return null;
}
