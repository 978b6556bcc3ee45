// Everything a section's editor is made of: the schema with the views of some nodes, keys, ids of new blocks, and the room
// that keeps the text, with its own undo.

import { Extension, type Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Plugin } from '@tiptap/pm/state';
import { StarterKit } from '@tiptap/starter-kit';
import { ROOT } from '../../domain/collab/vectors.ts';
import { fillingItems } from '../../domain/document/schema/filling.ts';
import { blockIds } from './block-ids.ts';
import { carets } from './carets.ts';
import { type EditorRequests, formatting } from './formatting.ts';
import { type PasteRequests, picturePasting } from './pasted-pictures.ts';
import { linkPasting } from './pasting.ts';
import { type ChangeRefusal, changeFilter } from './room/change-guard.ts';
import { ownCaret } from './room/own-caret.ts';
import type { RoomText } from './room/room-state.ts';
import { type NodeViews, schemaExtensions } from './schema/extensions.ts';
import { type FootnoteTexts, FootnoteView } from './views/footnote-view.ts';
import { type ImageOptions, ImageView } from './views/image-view.ts';
import { ReferenceView, type ReferenceWords } from './views/reference-view.ts';

export type EditorSurroundings = {
  room: RoomText;
  /** A change that the room would not take was kept out. */
  refused: (why: ChangeRefusal) => void;
  /** Makes the id of a new block. */
  newId: () => string;
  referenceWords: ReferenceWords;
  footnoteTexts: FootnoteTexts;
  images: ImageOptions;
  requests: EditorRequests;
  pasteRequests: PasteRequests;
};

/** Of Tiptap's kit only what is no node and no mark. */
const KIT = StarterKit.configure({
  blockquote: false,
  bold: false,
  bulletList: false,
  code: false,
  codeBlock: false,
  document: false,
  hardBreak: false,
  heading: false,
  horizontalRule: false,
  italic: false,
  link: false,
  listItem: false,
  orderedList: false,
  paragraph: false,
  strike: false,
  text: false,
  trailingNode: false,
  underline: false,
  undoRedo: false,
  dropcursor: { class: 'editor-dropcursor', color: false },
});

export function bodyExtensions(surroundings: EditorSurroundings): Extensions {
  return [
    ...schemaExtensions(nodeViews(surroundings)),
    KIT,
    ...roomExtensions(surroundings),
    linkPasting,
    picturePasting(surroundings.pasteRequests),
    blockIds(surroundings.newId),
    formatting(surroundings.requests),
  ];
}

function roomExtensions({ room: { doc, awareness, undoManager }, refused }: EditorSurroundings): Extensions {
  const filterTransaction = changeFilter(refused);
  return [
    Extension.create({ name: 'listItems', onBeforeCreate: ({ editor }) => void fillingItems(editor.schema) }),
    Collaboration.configure({ fragment: doc.getXmlFragment(ROOT), yUndoOptions: { undoManager } }),
    ownCaret,
    carets(awareness),
    Extension.create({ name: 'roomGuard', addProseMirrorPlugins: () => [new Plugin({ filterTransaction })] }),
  ];
}

function nodeViews({ referenceWords, footnoteTexts, images }: EditorSurroundings): NodeViews {
  const reference: NodeViews['mention'] = ({ node }) => new ReferenceView(node, referenceWords);
  return {
    footnote: ({ editor, node, getPos }) => new FootnoteView({ editor, node, getPos, texts: footnoteTexts }),
    image: ({ node }) => new ImageView(node, images),
    citation: reference,
    mention: reference,
    crossReference: reference,
  };
}
