// Finds again, in text that was put in, what was taken out a moment or some steps ago: a paragraph that was split or
// joined, words that were cut and pasted.

type Authors = (string | null)[];
type Piece = { text: string; authors: Authors };
type Match = { at: number; authors: Authors };
type Place = { piece: Piece; from: number };

/** Whole pieces of the same step are taken for moved from so many characters on. */
const MIN_WHOLE = 4;
/** Parts of them, from so many on; of what was cut in an earlier step, from so many. */
const PART_NOW = 8;
const PART_EARLIER = 20;
/** A stretch that occurs more often says nothing. */
const MAX_PLACES = 8;

export class MovedText {
  private readonly now: readonly Piece[];
  private readonly earlier: readonly Piece[];
  private indexes: { length: number; places: Map<string, Place[]> }[] | null = null;

  /** `now`: taken out in this step; `earlier`: before, newest first. */
  constructor(now: readonly Piece[], earlier: readonly Piece[]) {
    this.now = now;
    this.earlier = earlier;
  }

  /** The parts of `text` that stood elsewhere, with their authors; they do not overlap. */
  find(text: string): Match[] {
    const whole = text.length < MIN_WHOLE ? null : this.wholeOf(text);
    if (whole) return [whole];
    const matches: Match[] = [];
    for (let at = 0; at + PART_NOW <= text.length; ) {
      const authors = this.longestAt(text, at);
      if (authors) matches.push({ at, authors });
      at += authors?.length ?? 1;
    }
    return matches;
  }

  private wholeOf(text: string): Match | null {
    for (const { text: piece, authors } of this.now) {
      const from = piece.indexOf(text);
      if (from >= 0) return { at: 0, authors: authors.slice(from, from + text.length) };
    }
    return null;
  }

  private longestAt(text: string, at: number): Authors | null {
    for (const { length, places } of this.index()) {
      let longest: Authors = [];
      for (const { piece, from } of places.get(text.slice(at, at + length)) ?? []) {
        const to = from + commonLength(piece.text, from, text, at);
        if (to - from > longest.length) longest = piece.authors.slice(from, to);
      }
      if (longest.length > 0) return longest;
    }
    return null;
  }

  private index() {
    this.indexes ??= [
      { length: PART_NOW, places: placesOf(this.now, PART_NOW) },
      { length: PART_EARLIER, places: placesOf(this.earlier, PART_EARLIER) },
    ];
    return this.indexes;
  }
}

function placesOf(pieces: readonly Piece[], length: number): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  for (const piece of pieces) {
    for (let from = 0; from + length <= piece.text.length; from += 1) {
      const key = piece.text.slice(from, from + length);
      const known = places.get(key);
      if (!known) places.set(key, [{ piece, from }]);
      else if (known.length < MAX_PLACES) known.push({ piece, from });
    }
  }
  return places;
}

function commonLength(a: string, from: number, b: string, at: number): number {
  let length = 0;
  while (from + length < a.length && at + length < b.length && a[from + length] === b[at + length]) length += 1;
  return length;
}
