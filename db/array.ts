// A list as one parameter of a statement, which both drivers send alike.

import { type AnyColumn, type SQL, sql } from 'drizzle-orm';

/**
 * An SQL array of `values`, however many: a list of thousands of parameters is read slowly, and one of 65,536 not at
 * all. The planner knows what it holds.
 */
export function arrayOf(values: readonly string[], type: 'uuid' | 'text'): SQL {
  const quoted = values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`);
  return sql`${`{${quoted.join()}}`}::${sql.raw(type)}[]`;
}

/** Is it one of these rows? An empty list has none. */
export function isAmong(column: AnyColumn, ids: Iterable<string>): SQL {
  return sql`${column} = any(${arrayOf([...ids], 'uuid')})`;
}
