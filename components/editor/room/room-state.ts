// What a page shows of a room: whether what was typed is saved, who else is there, what could not be saved.

import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { CloseReason } from '../../../domain/collab/close-codes.ts';
import type { Present } from './presence.ts';
import type { Recovery } from './recovery.ts';

/**
 * `opening`: there is no text yet. `saved`: everything is in the server's database. `offline-kept`: it is not, but in this
 * browser's. `not-saved`: in neither, leaving loses it. `refused`: the server has closed the room; `retry` asks again.
 */
export type Saving =
  | { state: 'opening' }
  | { state: 'saving' }
  | { state: 'saved' }
  | { state: 'offline-kept' }
  | { state: 'not-saved' }
  | { state: 'refused'; reason: CloseReason };

/** What an editor binds to. Another object is another document: the editor must begin anew. */
export type RoomText = { doc: Y.Doc; awareness: Awareness; undoManager: Y.UndoManager };

export type RoomState = {
  saving: Saving;
  /** Does it hear what others write? */
  isLive: boolean;
  /** Does this browser keep what is typed? */
  isKeeping: boolean;
  /** Null before there is one, and after a refusal that put it aside. */
  text: RoomText | null;
  others: readonly Present[];
  /** The oldest first. */
  recovered: readonly Recovery[];
};

/** Shown as `saving` so long at most; "not saved" is due within 5 s of a cut. */
const LATE_MS = 4000;

/** All instants in milliseconds of one clock; null: nothing waits. */
export type SavingFacts = {
  refusal: CloseReason | null;
  /** Has the server's text been here? */
  hasSynced: boolean;
  /** Was there a text in this browser? */
  hadText: boolean;
  /** Of the oldest change that the server has not acknowledged. */
  unsavedSince: number | null;
  /** Does the browser's store work? */
  isKeeping: boolean;
  /** Of the oldest change that is not known to be in the browser's store. */
  unkeptSince: number | null;
  now: number;
};

/** Never says more than is known: `saved` and `offline-kept` only of what a database has said to be there. */
export function savingOf(facts: SavingFacts): Saving {
  const { refusal, hasSynced, hadText, unsavedSince, isKeeping, unkeptSince, now } = facts;
  if (refusal !== null) return { state: 'refused', reason: refusal };
  const isLate = (since: number) => now - since >= LATE_MS;
  if (!hasSynced && !(hadText && unsavedSince !== null && isLate(unsavedSince))) return { state: 'opening' };
  if (unsavedSince === null) return { state: 'saved' };
  if (!isLate(unsavedSince)) return { state: 'saving' };
  if (!isKeeping) return { state: 'not-saved' };
  if (unkeptSince === null) return { state: 'offline-kept' };
  return { state: isLate(unkeptSince) ? 'not-saved' : 'saving' };
}

/** Would a page show the same? */
export function isSameState(a: RoomState, b: RoomState): boolean {
  const plain = ({ saving, isLive, isKeeping, others }: RoomState) =>
    JSON.stringify([saving, isLive, isKeeping, others]);
  return a.text === b.text && a.recovered === b.recovered && plain(a) === plain(b);
}
