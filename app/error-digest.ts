// The number under which the server's log holds a failure that a page shows.

/** Undefined for what went wrong in the browser itself. */
export function errorDigest(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return undefined;
  return typeof error.digest === 'string' ? error.digest : undefined;
}
