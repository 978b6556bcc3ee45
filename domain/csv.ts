// Comma-separated values that a spreadsheet opens without running anything.

/** First characters that make a spreadsheet calculate, their full-width forms included. */
const FORMULA = /^['\s]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A header and rows as RFC 4180 with CRLF and a byte order mark, so that Excel reads it as UTF-8. */
export function writeCsv(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${[header, ...rows].map((row) => row.map(writeCell).join(',')).join('\r\n')}\r\n`;
}

/** The text that `writeCsv` was given, from the content of a cell. */
export function readCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

function writeCell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const inert = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n\t']/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
