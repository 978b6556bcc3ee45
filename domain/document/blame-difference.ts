// Where two texts of one block differ, word by word: what is between two changes and too little to be meant counts as
// changed. For blame; what people are shown is another comparison.

/** UTF-16 offsets; `oldTo` and `newTo` are behind the last. */
export type Stretch = { oldFrom: number; oldTo: number; newFrom: number; newTo: number };

const TOKEN = /[\p{L}\p{N}\p{M}]+|\s+|./gsu;
/** Comparisons of tokens with tokens; what is longer counts as written anew, and is found again where it stood before. */
const MAX_CELLS = 1_000_000;
/** Between two changes so few letters in common are chance. */
const MIN_COMMON = 4;

/** The stretches that differ, in order. Equal texts have none. */
export function changedStretches(old: string, now: string): Stretch[] {
  if (old === now) return [];
  const start = commonStart(old, now);
  const end = commonEnd(old, now, start);
  const middle = { oldFrom: start, oldTo: old.length - end, newFrom: start, newTo: now.length - end };
  if (middle.oldFrom === middle.oldTo || middle.newFrom === middle.newTo) return [middle];
  return splitByWords(old, now, middle);
}

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return at;
}

function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let length = 0;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length += 1;
  return length;
}

function splitByWords(old: string, now: string, whole: Stretch): Stretch[] {
  const a = old.slice(whole.oldFrom, whole.oldTo).match(TOKEN) ?? [];
  const b = now.slice(whole.newFrom, whole.newTo).match(TOKEN) ?? [];
  if (a.length * b.length > MAX_CELLS) return [whole];
  const stretches: Stretch[] = [];
  let [oldFrom, newFrom] = [whole.oldFrom, whole.newFrom];
  for (const { oldAt, newAt, length } of commonStretches(a, b)) {
    stretches.push({ oldFrom, oldTo: whole.oldFrom + oldAt, newFrom, newTo: whole.newFrom + newAt });
    [oldFrom, newFrom] = [whole.oldFrom + oldAt + length, whole.newFrom + newAt + length];
  }
  stretches.push({ ...whole, oldFrom, newFrom });
  return stretches.filter(({ oldFrom: from, oldTo, newFrom: at, newTo }) => oldTo > from || newTo > at);
}

type Common = { oldAt: number; newAt: number; length: number };

/** In characters from the start of `a` and `b`; only what is long enough to be meant. */
function commonStretches(a: readonly string[], b: readonly string[]): Common[] {
  const found: Common[] = [];
  const table = commonLengths(a, b);
  const width = b.length + 1;
  let [i, j, oldAt, newAt] = [0, 0, 0, 0];
  let open: Common | null = null;
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i] as string, b[j] as string];
    if (left === right) {
      open ??= { oldAt, newAt, length: 0 };
      open.length += left.length;
    } else if (open) {
      found.push(open);
      open = null;
    }
    const isDown = left === right || at(table, (i + 1) * width + j) >= at(table, i * width + j + 1);
    if (isDown) [i, oldAt] = [i + 1, oldAt + left.length];
    if (left === right || !isDown) [j, newAt] = [j + 1, newAt + right.length];
  }
  if (open) found.push(open);
  return found.filter(({ oldAt: from, length }) => letters(a.join('').slice(from, from + length)) >= MIN_COMMON);
}

function letters(text: string): number {
  return text.replace(/[^\p{L}\p{N}]/gu, '').length;
}

/** Of each pair of places the length of the longest common subsequence behind it, in characters. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const here = i * width + j;
      const isSame = a[i] === b[j];
      table[here] = isSame
        ? at(table, here + width + 1) + (a[i] as string).length
        : Math.max(at(table, here + width), at(table, here + 1));
    }
  }
  return table;
}

const at = (table: Uint32Array, index: number) => table[index] ?? 0;
