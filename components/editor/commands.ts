// What the toolbar and the keys do to a text, in the words of the schema. Each acts on the selection and answers whether
// anything could be done.

import { type Editor, findParentNode } from '@tiptap/core';
import type { NodeType } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state';
import { type CalloutKind, isHref } from '../../domain/document/schema/attributes.ts';

export type ListName = 'bulletList' | 'orderedList';

/** Into a list, out of it, or from one kind of list to the other. */
export function toggleList(editor: Editor, name: ListName): boolean {
  const list = findParentNode(({ type }) => type.name === 'bulletList' || type.name === 'orderedList')(
    editor.state.selection,
  );
  if (!list) return editor.chain().focus().clearNodes().wrapInList(name).run();
  if (list.node.type.name === name) return editor.chain().focus().liftListItem('listItem').run();
  return editor
    .chain()
    .focus()
    .command(({ tr, state }) => {
      tr.setNodeMarkup(list.pos, state.schema.nodes[name], { id: list.node.attrs.id });
      return true;
    })
    .run();
}

/** 0 for a paragraph, else the level of a sub-heading. */
export function setTextKind(editor: Editor, level: number): boolean {
  const chain = editor.chain().focus();
  return level === 0 ? chain.setNode('paragraph').run() : chain.setNode('heading', { level }).run();
}

/** Null takes the call-out away, leaving its text. */
export function setCallout(editor: Editor, kind: CalloutKind | null): boolean {
  const isInside = editor.isActive('callout');
  if (kind === null) return isInside && editor.chain().focus().lift('callout').run();
  if (isInside) return editor.chain().focus().updateAttributes('callout', { kind }).run();
  return editor.chain().focus().wrapIn('callout', { kind }).run();
}

/** What people type as an address, as one that leads somewhere; null when it cannot. */
export function readAddress(typed: string): string | null {
  const text = typed.trim();
  if (isHref(text)) return text;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return isHref(`mailto:${text}`) ? `mailto:${text}` : null;
  const isHost = /^[^\s/:]+\.[^\s/:]{2,}([/?#]\S*)?$/.test(text);
  return isHost && isHref(`https://${text}`) ? `https://${text}` : null;
}

/** The selected words become a link; without any the address itself is inserted. Null removes the link. */
export function setLink(editor: Editor, href: string | null): boolean {
  const chain = editor.chain().focus().extendMarkRange('link');
  if (href === null) return chain.unsetMark('link').run();
  if (!editor.state.selection.empty || editor.isActive('link')) return chain.setMark('link', { href }).run();
  const text = href.replace(/^(?:mailto|tel):/, '');
  return editor
    .chain()
    .focus()
    .insertContent({ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] })
    .run();
}

/** May a footnote stand where the selection ends? Not in a caption, nor where there is no line of text. */
export function canInsertFootnote({ selection: { $to }, schema: { nodes } }: EditorState): boolean {
  const isLine = $to.parent.inlineContent && nodes.footnote !== undefined;
  return isLine && $to.parent.canReplaceWith($to.index(), $to.index(), nodes.footnote as NodeType);
}

/** After the selection, opened to be written. */
export function insertFootnote({ state, view }: Editor): boolean {
  const { $to } = state.selection;
  const note = state.schema.nodes.footnote?.create();
  if (!note || !canInsertFootnote(state)) return false;
  const change = state.tr.insert($to.pos, note);
  view.dispatch(change.setSelection(NodeSelection.create(change.doc, $to.pos)).scrollIntoView());
  return true;
}

/** May the paragraph at the cursor be a sub-heading? Not in a list, a quote, a call-out or a cell. */
export function canBeHeading({ selection: { $from }, schema: { nodes } }: EditorState): boolean {
  if (!$from.parent.isTextblock || $from.depth === 0 || !nodes.heading) return false;
  const index = $from.index(-1);
  return $from.node(-1).canReplaceWith(index, index + 1, nodes.heading);
}

/** Of row headers the scope is their row; those of the first row stay headers of their columns. */
export function toggleHeaderColumn(editor: Editor): boolean {
  return editor
    .chain()
    .focus()
    .toggleHeaderColumn()
    .command(({ tr }) => {
      const table = findParentNode(({ type }) => type.name === 'table')(tr.selection);
      table?.node.descendants((cell, at, row) => {
        if (cell.type.name !== 'tableHeader') return true;
        const scope = row === table.node.firstChild ? 'col' : 'row';
        if (cell.attrs.scope !== scope) tr.setNodeAttribute(table.start + at, 'scope', scope);
        return false;
      });
      return true;
    })
    .run();
}

export function insertReference(editor: Editor, sectionId: string): boolean {
  const attrs = { targetKind: 'section', targetId: sectionId };
  const end = editor.state.selection.to;
  return editor
    .chain()
    .insertContentAt(end, { type: 'crossReference', attrs })
    .setTextSelection(end + 1)
    .focus()
    .run();
}

/** Puts the cursor behind the node at `position`, as after writing a footnote. */
export function leaveNode(editor: Editor, position: number): void {
  const node = editor.state.doc.nodeAt(position);
  const after = position + (node?.nodeSize ?? 0);
  const { tr } = editor.state;
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(after))));
  editor.view.focus();
}
