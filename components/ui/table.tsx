// A plain table. On a phone each row becomes a short list of its own, with the column's name before each value.

import type { ReactNode } from 'react';

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The cell that names the row; one column has it. */
  isRowHeader?: boolean;
  /** Figures stand at the end of their column. */
  align?: 'end';
  /** A column of buttons: its header is only read out. */
  isHeaderHidden?: boolean;
};

type TableProps<Row> = {
  caption: string;
  /** Only read out: the heading above already says it. */
  isCaptionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Instead of a table without rows: an `EmptyState`. */
  empty: ReactNode;
};

// The roles that the elements have anyway: some browsers forget them when a phone's layout turns cells into blocks.
const AS = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

export function Table<Row>({ caption, isCaptionHidden = false, columns, rows, rowKey, empty }: TableProps<Row>) {
  if (rows.length === 0) return empty;
  return (
    <div className="table-wrap">
      <table className="table" {...AS.table}>
        <caption className={isCaptionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead {...AS.rowgroup}>
          <tr {...AS.row}>
            {columns.map((column) => (
              <th key={column.key} {...AS.columnheader} scope="col" className={alignClass(column)}>
                <span className={column.isHeaderHidden ? 'visually-hidden' : undefined}>{column.header}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...AS.rowgroup}>
          {rows.map((row) => (
            <tr key={rowKey(row)} {...AS.row}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const label = column.isRowHeader || column.isHeaderHidden ? undefined : column.header;
  const content = (
    <>
      {label && (
        <span className="cell-label" aria-hidden="true">
          {label}
        </span>
      )}
      <div className="cell-value">{column.cell(row)}</div>
    </>
  );
  if (column.isRowHeader) {
    return (
      <th {...AS.rowheader} scope="row" className={alignClass(column)}>
        {content}
      </th>
    );
  }
  return (
    <td {...AS.cell} className={alignClass(column)}>
      {content}
    </td>
  );
}

function alignClass<Row>(column: Column<Row>): string | undefined {
  return column.align === 'end' ? 'align-end' : undefined;
}
