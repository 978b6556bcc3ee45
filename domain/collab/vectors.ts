// How far a room has come: for each Yjs client id the clock up to which its words are there, and what of them is deleted.
// Kept beside the bytes, so that no Yjs document is made to serve or to check an update. Rules RO4, RO6, RO7, RO14.

import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** The one shared type of a section's document, a Y.XmlFragment. */
export const ROOT = 'default';

/** Clocks from `from` to before `to`. */
export type Span = { from: number; to: number };

/** Sorted ranges of deleted clocks by client id, as Yjs keeps them. */
export type Deletions = ReturnType<typeof Y.createDeleteSet>;

/** Client id to the clock that comes next. */
export type Vector = Map<number, number>;

/** What an update brings and what it needs; see `inspectUpdate`. */
export type Change = {
  /** One a client id. What lies before `from` must be there; a hole in what is brought counts as lying before. */
  spans: ReadonlyMap<number, Span>;
  /** Clocks that must be there with it or before it, by client id: what it stands beside, stands in or deletes. */
  needs: ReadonlyMap<number, number>;
  deletions: Deletions;
};

export type Progress = { vector: Vector; deletions: Deletions };

export function noProgress(): Progress {
  return { vector: new Map(), deletions: Y.createDeleteSet() };
}

/** The progress that a stored state vector and a delete set (an update without structs) stand for. */
export function readProgress(vector: Uint8Array, deletions: Uint8Array): Progress {
  return { vector: Y.decodeStateVector(vector), deletions: Y.decodeUpdate(deletions).ds };
}

/** Does the change follow on what is there, without a gap? */
export function follows({ vector }: Progress, { spans, needs }: Change): boolean {
  for (const [client, { from }] of spans) if (from > (vector.get(client) ?? 0)) return false;
  for (const [client, clock] of needs) {
    if (clock > Math.max(vector.get(client) ?? 0, spans.get(client)?.to ?? 0)) return false;
  }
  return true;
}

/** Is everything that the change brings there already? */
export function isKnown(progress: Progress, { spans, deletions }: Change): boolean {
  for (const [client, { to }] of spans) if (to > (progress.vector.get(client) ?? 0)) return false;
  return covers(progress.deletions, deletions);
}

/** The client ids whose words the change brings and that are not there yet. */
export function newcomers({ vector }: Progress, { spans }: Change): number[] {
  return [...spans].flatMap(([client, { to }]) => (to > (vector.get(client) ?? 0) ? client : []));
}

/** Goes on to where the room is with the change, which must follow. */
export function advance(progress: Progress, { spans, deletions }: Change): void {
  for (const [client, { to }] of spans) {
    if (to > (progress.vector.get(client) ?? 0)) progress.vector.set(client, to);
  }
  if (deletions.clients.size > 0) progress.deletions = Y.mergeDeleteSets([progress.deletions, deletions]);
}

/** Is nothing of `vector` missing in `other`? */
export function isWithin(vector: Vector, other: Vector): boolean {
  for (const [client, clock] of vector) if ((other.get(client) ?? 0) < clock) return false;
  return true;
}

/** Are these bytes a state vector? */
export function isVector(bytes: Uint8Array): boolean {
  try {
    Y.decodeStateVector(bytes);
    return true;
  } catch {
    return false;
  }
}

/** As Yjs encodes a state vector. */
export function encodeVector(vector: Vector): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, vector.size);
    for (const [client, clock] of vector) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
    }
  });
}

function covers(all: Deletions, some: Deletions): boolean {
  for (const [client, ranges] of some.clients) {
    const own = all.clients.get(client) ?? [];
    for (const { clock, len } of ranges) {
      const found = lastStartingBy(own, clock);
      if (!found || found.clock + found.len < clock + len) return false;
    }
  }
  return true;
}

type Range = { clock: number; len: number };

/** The last of the sorted ranges that starts at `clock` or before. */
function lastStartingBy(ranges: readonly Range[], clock: number): Range | undefined {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle] as Range).clock <= clock) low = middle + 1;
    else high = middle;
  }
  return ranges[low - 1];
}
