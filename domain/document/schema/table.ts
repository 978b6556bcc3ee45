// Tables, as prosemirror-tables edits them, with one difference: widths belong to the table, not to each cell, because
// an array attribute (`colwidth`) would be rewritten by Yjs on every update.

import type { Node, NodeSpec } from '@tiptap/pm/model';
import {
  attribute,
  HEADER_SCOPES,
  isColumnWidths,
  isLine,
  isOneOf,
  isWholeNumber,
  MAX_CAPTION_LENGTH,
  MAX_COLSPAN,
  MAX_ROWSPAN,
} from './attributes.ts';
import { blockId } from './blocks.ts';
import { readId, readNumber, readText } from './parsing.ts';

const isCaption = (value: unknown) => isLine(value, MAX_CAPTION_LENGTH);
const isColspan = (value: unknown) => isWholeNumber(value, 1, MAX_COLSPAN);
const isRowspan = (value: unknown) => isWholeNumber(value, 1, MAX_ROWSPAN);
const isScope = (value: unknown) => isOneOf(value, HEADER_SCOPES);

/** Our own tables say their caption in an attribute, those from elsewhere in a `<caption>`. */
function readCaption(table: HTMLElement): string {
  const own = table.getAttribute('data-caption') ?? table.querySelector(':scope > caption')?.textContent ?? '';
  const caption = own.replace(/\s+/g, ' ').trim();
  return isCaption(own) ? own : isCaption(caption) ? caption : '';
}

export const TABLE: NodeSpec = {
  content: 'tableRow+',
  group: 'block',
  tableRole: 'table',
  isolating: true,
  attrs: {
    id: blockId,
    caption: attribute('caption', isCaption, ''),
    columnWidths: attribute('columnWidths', isColumnWidths, ''),
  },
  parseDOM: [
    { tag: 'caption', ignore: true },
    { tag: 'colgroup', ignore: true },
    {
      tag: 'table',
      getAttrs: (element) => ({
        id: readId(element),
        caption: readCaption(element),
        columnWidths: readText(element, 'data-column-widths', isColumnWidths, ''),
      }),
    },
  ],
  toDOM: (node) => [
    'table',
    {
      'data-id': node.attrs.id,
      'data-caption': node.attrs.caption,
      'data-column-widths': node.attrs.columnWidths,
    },
    ['tbody', 0],
  ],
};

export const TABLE_ROW: NodeSpec = {
  content: '(tableCell | tableHeader)*',
  tableRole: 'row',
  attrs: { id: blockId },
  parseDOM: [{ tag: 'tr', getAttrs: (element) => ({ id: readId(element) }) }],
  toDOM: (node) => ['tr', { 'data-id': node.attrs.id }, 0],
};

const CELL_CONTENT = '(flow | image)+';
const cellAttrs = {
  id: blockId,
  colspan: attribute('colspan', isColspan, 1),
  rowspan: attribute('rowspan', isRowspan, 1),
};

const readCell = (element: HTMLElement) => ({
  id: readId(element),
  colspan: readNumber(element, 'colspan', isColspan, 1),
  rowspan: readNumber(element, 'rowspan', isRowspan, 1),
});

/** Spans of one are left out, as HTML does. */
const writeCell = ({ attrs }: Node) => ({
  'data-id': attrs.id as string | null,
  colspan: attrs.colspan === 1 ? null : attrs.colspan,
  rowspan: attrs.rowspan === 1 ? null : attrs.rowspan,
});

export const TABLE_CELL: NodeSpec = {
  content: CELL_CONTENT,
  tableRole: 'cell',
  isolating: true,
  attrs: cellAttrs,
  parseDOM: [{ tag: 'td', getAttrs: readCell }],
  toDOM: (node) => ['td', writeCell(node), 0],
};

export const TABLE_HEADER: NodeSpec = {
  content: CELL_CONTENT,
  tableRole: 'header_cell',
  isolating: true,
  attrs: { ...cellAttrs, scope: attribute('scope', isScope, 'col') },
  parseDOM: [
    {
      tag: 'th',
      getAttrs: (element) => ({ ...readCell(element), scope: readText(element, 'scope', isScope, 'col') }),
    },
  ],
  toDOM: (node) => ['th', { ...writeCell(node), scope: node.attrs.scope }, 0],
};
