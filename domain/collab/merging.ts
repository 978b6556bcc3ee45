// Many updates made one.

import * as Y from 'yjs';

/** Yjs sorts all its readers anew at each step: many at once take quadratic time. */
const AT_ONCE = 32;
const NOTHING = Uint8Array.of(0, 0);

/** One update that does what all do; one that does nothing for none. */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  let left = [...updates];
  while (left.length > 1) {
    const merged: Uint8Array[] = [];
    for (let at = 0; at < left.length; at += AT_ONCE) {
      const some = left.slice(at, at + AT_ONCE);
      merged.push(some.length === 1 ? (some[0] as Uint8Array) : Y.mergeUpdates(some));
    }
    left = merged;
  }
  return left[0] ?? NOTHING;
}
