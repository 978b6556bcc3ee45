// A table as markup that a screen reader can walk: caption, header cells with a scope, a head that repeats in print,
// in a box that scrolls by keyboard when the table is wider than the page.

import type { Node } from '@tiptap/pm/model';
import { escapeHtml } from '../../html.ts';
import { isColumnWidths, isWholeNumber, MAX_COLSPAN, MAX_ROWSPAN } from '../schema/attributes.ts';
import type { Rendering } from './surroundings.ts';

/** `renderContent` writes what stands in a cell; `id` is the block's attribute with a space before it, or ''. */
export type CellRendering = { renderContent: (cell: Node) => string; idAttribute: (node: Node) => string };

export function renderTable(table: Node, rendering: Rendering, cells: CellRendering): string {
  const caption = typeof table.attrs.caption === 'string' ? table.attrs.caption : '';
  const rows = table.children.map((row, i) => renderRow(row, table.childCount - i, cells));
  const heads = headRows(table);
  const head = heads === 0 ? '' : `<thead>${rows.slice(0, heads).join('')}</thead>`;
  const label = escapeHtml(caption === '' ? rendering.words.table : caption);
  return (
    `<div class="table-scroll" role="group" aria-label="${label}" tabindex="0"><table${cells.idAttribute(table)}>` +
    (caption === '' ? '' : `<caption>${escapeHtml(caption)}</caption>`) +
    `${renderColumns(table)}${head}<tbody>${rows.slice(heads).join('')}</tbody></table></div>`
  );
}

/** Leading rows of header cells for columns; none when a cell would reach out of the head, or nothing would be left. */
function headRows(table: Node): number {
  const isHead = (row: Node) =>
    row.childCount > 0 &&
    row.children.every(
      (cell) => cell.type.name === 'tableHeader' && cell.attrs.scope === 'col' && cell.attrs.rowspan === 1,
    );
  const body = table.children.findIndex((row) => !isHead(row));
  return Math.max(body, 0);
}

function renderRow(row: Node, rowsLeft: number, cells: CellRendering): string {
  const written = row.children.map((cell) => renderCell(cell, rowsLeft, cells)).join('');
  return `<tr${cells.idAttribute(row)}>${written}</tr>`;
}

function renderCell(cell: Node, rowsLeft: number, cells: CellRendering): string {
  const isHeader = cell.type.name === 'tableHeader';
  const tag = isHeader ? 'th' : 'td';
  const rowspan = Math.min(span(cell.attrs.rowspan, MAX_ROWSPAN), rowsLeft);
  const colspan = span(cell.attrs.colspan, MAX_COLSPAN);
  const attributes =
    cells.idAttribute(cell) +
    (isHeader ? ` scope="${cell.attrs.scope === 'row' ? 'row' : 'col'}"` : '') +
    (colspan > 1 ? ` colspan="${colspan}"` : '') +
    (rowspan > 1 ? ` rowspan="${rowspan}"` : '');
  return `<${tag}${attributes}>${cells.renderContent(cell)}</${tag}>`;
}

function span(value: unknown, max: number): number {
  return isWholeNumber(value, 1, max) ? value : 1;
}

/** Widths are left to the browser when they do not fit the number of columns, as after a column was added. */
function renderColumns(table: Node): string {
  const { columnWidths } = table.attrs;
  if (columnWidths === '' || !isColumnWidths(columnWidths)) return '';
  const widths = columnWidths.split(',');
  const columns = table.firstChild?.children.reduce((sum, cell) => sum + span(cell.attrs.colspan, MAX_COLSPAN), 0);
  if (widths.length !== columns) return '';
  return `<colgroup>${widths.map((width) => `<col style="width:${width}%">`).join('')}</colgroup>`;
}
