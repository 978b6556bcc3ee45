// What the toolbar and the keys do to a text, in the words of the schema. Each acts on the selection and answers whether
// anything could be done.

import { type Editor, findParentNode } from '@tiptap/core';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
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

/** After the selection, opened to be written; nothing inside a heading's table cell is refused by the schema. */
export function insertFootnote(editor: Editor): boolean {
  return editor
    .chain()
    .command(({ tr, state, dispatch }) => {
      const { $to } = state.selection;
      const type = state.schema.nodes.footnote;
      if (!type || !$to.parent.inlineContent || !$to.parent.canReplaceWith($to.index(), $to.index(), type))
        return false;
      if (!dispatch) return true;
      tr.insert($to.pos, type.create());
      tr.setSelection(NodeSelection.create(tr.doc, $to.pos)).scrollIntoView();
      return true;
    })
    .run();
}

/** Three columns, a row of headers and two of cells, with a paragraph after it to go on in. */
export function insertTable(editor: Editor): boolean {
  return editor
    .chain()
    .focus()
    .insertTable({ rows: 3, cols: 3, withHeaderRow: true })
    .command(({ tr, state }) => {
      const last = tr.doc.lastChild;
      const paragraph = state.schema.nodes.paragraph?.create();
      if (last?.type.name === 'table' && paragraph) tr.insert(tr.doc.content.size, paragraph);
      return true;
    })
    .run();
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

export type NewImage = { attachmentId: string; alt: string };

/** A picture stands after the block that the selection is in. */
export function insertImage(editor: Editor, attrs: NewImage): boolean {
  return editor.chain().focus().insertContent({ type: 'image', attrs }).run();
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
