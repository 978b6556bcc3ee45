// How a translation stands to the document it follows: which sections are out of step, derived from what was last
// checked, and which section goes with which when two documents are linked. Rule DO4 in docs/spec/documents.md.

import { livingChildren, type Tree } from './tree.ts';

/** `empty`: nobody has begun to translate it. `missing`: the original is gone. */
export type TranslationState = 'current' | 'empty' | 'changed' | 'missing';

/** What a translating section remembers of its original; nulls when it was never checked. */
export type Checked = { leadingRevision: number | null; leadingTitle: string | null };

/** The original now: the revision of its body and its title. Null when it is gone. */
export type Original = { bodyRevision: number; title: string } | null;

/** `words`: of the translation's text. Never checked, a translation without text is `empty` and one with text `changed`. */
export function translationState(
  { leadingRevision, leadingTitle, words }: Checked & { words: number },
  original: Original,
): TranslationState {
  if (original === null) return 'missing';
  if (leadingRevision === null && words === 0) return 'empty';
  return original.bodyRevision === leadingRevision && original.title === leadingTitle ? 'current' : 'changed';
}

/** Those of `originals` that no section of the translation follows, in the same order. */
export function untranslated<O extends { id: string }>(
  originals: readonly O[],
  followers: readonly { leadingId: string | null }[],
): O[] {
  const followed = new Set(followers.map(({ leadingId }) => leadingId));
  return originals.filter(({ id }) => !followed.has(id));
}

/**
 * Follower's id → leading section's id, by position: where both have the same kinds of living sections in the same
 * order below a pair, these are pairs too. Elsewhere nothing is guessed.
 */
export function pairByPosition(leading: Tree, following: Tree): Map<string, string> {
  const pairs = new Map<string, string>();
  const places: [string | null, string | null][] = [[null, null]];
  for (const [original, follower] of places) {
    const [theirs, ours] = [livingChildren(leading, original), livingChildren(following, follower)];
    if (theirs.length !== ours.length || !theirs.every(({ kind }, i) => kind === ours[i]?.kind)) continue;
    for (const [i, section] of ours.entries()) {
      const counterpart = theirs[i];
      if (!counterpart) continue;
      pairs.set(section.id, counterpart.id);
      places.push([counterpart.id, section.id]);
    }
  }
  return pairs;
}
