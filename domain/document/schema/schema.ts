// The one document schema: editor, server, import, export, diff and rooms all stand on it. A body is the content of one
// section. Rules DS1 to DS9 in docs/spec/document-schema.md.

import { type NodeSpec, Schema } from '@tiptap/pm/model';
import { BLOCKQUOTE, BULLET_LIST, CALLOUT, HEADING, IMAGE, LIST_ITEM, ORDERED_LIST, PARAGRAPH } from './blocks.ts';
import { fillingItems } from './filling.ts';
import { CITATION, CROSS_REFERENCE, FOOTNOTE, HARD_BREAK, MENTION, TEXT } from './inline.ts';
import { MARK_SPECS, type MarkName } from './marks.ts';
import { TABLE, TABLE_CELL, TABLE_HEADER, TABLE_ROW } from './table.ts';

/** Stored beside every body. A client of an older one may not write: Yjs would delete what it does not know. */
export const SCHEMA_VERSION = 1;

/** Named as Tiptap names them, so that its commands work; in this order, the first of a group being its default. */
export const NODE_SPECS = {
  doc: { content: 'block+' },
  paragraph: PARAGRAPH,
  heading: HEADING,
  bulletList: BULLET_LIST,
  orderedList: ORDERED_LIST,
  listItem: LIST_ITEM,
  blockquote: BLOCKQUOTE,
  callout: CALLOUT,
  table: TABLE,
  tableRow: TABLE_ROW,
  tableCell: TABLE_CELL,
  tableHeader: TABLE_HEADER,
  image: IMAGE,
  text: TEXT,
  hardBreak: HARD_BREAK,
  footnote: FOOTNOTE,
  citation: CITATION,
  mention: MENTION,
  crossReference: CROSS_REFERENCE,
} satisfies Record<string, NodeSpec>;
export type NodeName = keyof typeof NODE_SPECS;

export const documentSchema = fillingItems(new Schema<NodeName, MarkName>({ nodes: NODE_SPECS, marks: MARK_SPECS }));
