// The two drivers answer a statement that drizzle did not build in two shapes.

/** The rows of what `db.execute` answered. */
export function rowsOf<Row>(answer: unknown): Row[] {
  return Array.isArray(answer) ? answer : (answer as { rows: Row[] }).rows;
}
