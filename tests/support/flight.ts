// What React sends to Next's router ("flight"), as one tree. React cuts an answer into rows wherever something was not
// ready yet, and numbers them as they come: two answers that say the same may differ in every byte.

/** A row that is no value: an error, a client's component, a piece of a stream. */
type Special = { tag: string; said: unknown };
/** `hints`: what the browser may fetch ahead; they have no number. */
type Rows = { values: Map<string, unknown>; hints: Special[] };

/** A reference to a row, perhaps to a part of it: `$3`, `$L3` (when ready), `$@3` (a promise), `$3:props:children`. */
const REFERENCE = /^\$([L@FQWKBxXrR]?)([0-9a-f]+)((?::.*)?)$/s;
const LINE_FEED = 0x0a;

/**
 * The tree of row 0 with each reference replaced by what it refers to; then, in an order of their own, the rows that it
 * does not lead to and the hints. JSON, one a line.
 */
export function flightTree(body: Buffer): string {
  const rows = rowsOf(body);
  const reached = new Set<string>();
  const tree = inlined('$0', rows.values, reached, []);
  const apart = [...rows.values.keys()].filter((id) => !reached.has(id));
  const rest = apart.map((id) => JSON.stringify(inlined(`$${id}`, rows.values, new Set(), [])));
  const hints = rows.hints.map((hint) => JSON.stringify(hint));
  return [JSON.stringify(tree), ...rest.sort(), ...hints.sort()].join('\n');
}

function rowsOf(body: Buffer): Rows {
  const rows: Rows = { values: new Map(), hints: [] };
  for (let at = 0; at < body.length; ) {
    const colon = body.indexOf(':', at);
    const id = body.toString('utf8', at, colon);
    const [end, next] = rowEnd(body, colon + 1);
    const row = body.toString('utf8', colon + 1, end);
    if (id === '') rows.hints.push({ tag: row.slice(0, 2), said: JSON.parse(row.slice(2)) });
    // a stream comes in rows of one number, each after the one before
    else rows.values.set(id, rows.values.has(id) ? [rows.values.get(id), parsedRow(row)] : parsedRow(row));
    at = next;
  }
  return rows;
}

/** Where a row ends and the next one begins: a text says its length in bytes, every other row ends with its line. */
function rowEnd(body: Buffer, from: number): [end: number, next: number] {
  const text = /^T([0-9a-f]+),/.exec(body.toString('latin1', from, from + 20));
  if (text) {
    const end = from + text[0].length + Number.parseInt(text[1] ?? '', 16);
    return [end, end];
  }
  const end = body.indexOf(LINE_FEED, from);
  return end === -1 ? [body.length, body.length] : [end, end + 1];
}

function parsedRow(row: string): unknown {
  const [, tag = '', text = ''] = /^([A-Za-z]?)(.*)$/s.exec(row) ?? [];
  if (tag === 'T') return text.slice(text.indexOf(',') + 1);
  if (tag === '' || /^(true|false|null)$/.test(row)) return JSON.parse(row);
  return { tag, said: text === '' ? null : JSON.parse(text) } satisfies Special;
}

/** `path`: the rows on the way here, which cannot be named again. */
function inlined(value: unknown, rows: Rows['values'], reached: Set<string>, path: string[]): unknown {
  const reference = typeof value === 'string' ? REFERENCE.exec(value) : null;
  if (reference) {
    const [, , id = '', keys = ''] = reference;
    if (path.includes(value as string)) throw new Error(`row ${id} holds itself`);
    const way = [...path, value as string];
    reached.add(id);
    const target = partOf(rows.get(id), keys.split(':').slice(1), rows);
    return inlined(target, rows, reached, way);
  }
  if (Array.isArray(value)) return value.map((each) => inlined(each, rows, reached, path));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, inlined(each, rows, reached, path)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

/** An element is `["$", type, key, props]`, and its parts go by those names. */
const PARTS_OF_ELEMENT: Record<string, number> = { type: 1, key: 2, props: 3 };

function partOf(value: unknown, keys: string[], rows: Rows['values']): unknown {
  const reference = typeof value === 'string' ? REFERENCE.exec(value) : null;
  if (reference && keys.length > 0) {
    return partOf(rows.get(reference[2] ?? ''), [...(reference[3] ?? '').split(':').slice(1), ...keys], rows);
  }
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  const isElement = Array.isArray(value) && value[0] === '$';
  const part = (value as Record<string, unknown>)?.[isElement ? (PARTS_OF_ELEMENT[key] ?? key) : key];
  return partOf(part, rest, rows);
}
