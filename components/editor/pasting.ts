// Pasting an address makes a link of it: of the selected words, or of the address itself.

import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state';
import { isHref } from '../../domain/document/schema/attributes.ts';

export const linkPasting = Extension.create({
  name: 'linkPasting',
  addProseMirrorPlugins: () => [linkPastePlugin()],
});

/** For the text and for the field of a footnote alike. */
export function linkPastePlugin(): Plugin {
  return new Plugin({
    props: {
      handlePaste(view, event) {
        const change = withLink(view.state, event.clipboardData?.getData('text/plain').trim() ?? '');
        if (change) view.dispatch(change.scrollIntoView());
        return change !== null;
      },
    },
  });
}

/** Null when `text` is no address of the web. */
function withLink(state: EditorState, text: string): Transaction | null {
  const { link } = state.schema.marks;
  const { $from, from, to, empty } = state.selection;
  if (!link || !/^https?:/i.test(text) || !isHref(text) || !$from.parent.inlineContent) return null;
  const mark = link.create({ href: text });
  return empty
    ? state.tr.replaceSelectionWith(state.schema.text(text, [...$from.marks(), mark]), false)
    : state.tr.addMark(from, to, mark);
}
