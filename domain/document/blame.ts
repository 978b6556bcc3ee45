// Who wrote which words, found by comparing the text before and after what one author did. Yjs itself knows who typed
// each character only until somebody splits, joins or moves text: then it is typed anew. Rule RO21.

import { changedStretches } from './blame-difference.ts';
import { MovedText } from './blame-moves.ts';
import type { RawNode } from './mending.ts';
import { isOneOf } from './schema/attributes.ts';
import { documentSchema, NODE_SPECS, type NodeName } from './schema/schema.ts';

/** So many characters in a row, of one author; null for nobody's. */
export type Run = [length: number, authorId: string | null];

/** Text that was taken away, with its authors: it may come back. */
export type Cut = { text: string; runs: Run[] };

/** `blocks`: by block id the runs of its text (`blameTexts`), which add up to its length. `cuts`: newest first. */
export type Blame = { blocks: Record<string, Run[]>; cuts: Cut[] };

/** The text of one block; `id` is null before `identify` has been over it. */
export type BlockText = { id: string | null; text: string };

export const NO_BLAME: Blame = { blocks: {}, cuts: [] };

const NODE_NAMES = Object.keys(NODE_SPECS) as NodeName[];
/** Stands for a footnote, a person, a source, a reference: U+FFFC, object replacement character. */
const OBJECT = '\uFFFC';

/**
 * The texts of the blocks that have lines, in document order, a footnote after its block. A line break is a line feed; what
 * else is no text in a line is one character.
 */
export function blameTexts(nodes: readonly RawNode[]): BlockText[] {
  return nodes.flatMap((node) => {
    const { type, attrs = {}, content = [] } = node;
    if (!isOneOf(type, NODE_NAMES) || type === 'text') return [];
    if (!documentSchema.nodes[type].inlineContent) return blameTexts(content);
    const id = typeof attrs.id === 'string' ? attrs.id : null;
    return [{ id, text: content.map(lineText).join('') }, ...blameTexts(content)];
  });
}

function lineText({ type, text }: RawNode): string {
  if (type === 'text') return text ?? '';
  return type === 'hardBreak' ? '\n' : OBJECT;
}

type Authors = (string | null)[];
type Texts = ReadonlyMap<string, string>;

/** Text that was cut is kept for whoever pastes it. */
const MIN_CUT = 12;
const MAX_CUTS = 40;
const MAX_CUT_LENGTH = 20_000;

/**
 * The blame of `after`, when `blame` is that of `before` and `author` made the one of the other. Text that only changed
 * its place, also by way of a cut some steps ago, stays whose it was.
 */
export function blameAfter(
  blame: Blame,
  before: readonly BlockText[],
  after: readonly BlockText[],
  author: string | null,
): Blame {
  const step = new Step(blame, keyed(before), keyed(after), author);
  return step.result();
}

/** One step from text to text; `fresh` and `gone` are what no block kept. */
class Step {
  private readonly blame: Blame;
  private readonly before: Texts;
  private readonly after: Texts;
  private readonly author: string | null;
  private readonly blocks: Record<string, Run[]> = {};
  private readonly gone: { text: string; authors: Authors }[] = [];
  private readonly fresh: { text: string; authors: Authors; at: number; length: number }[] = [];

  constructor(blame: Blame, before: Texts, after: Texts, author: string | null) {
    this.blame = blame;
    this.before = before;
    this.after = after;
    this.author = author;
  }

  result(): Blame {
    const changed: { id: string; authors: Authors }[] = [];
    const partners = this.partners();
    for (const [id, text] of this.after) {
      const partner = partners.get(id);
      const old = partner === undefined ? '' : (this.before.get(partner) ?? '');
      if (partner !== undefined && old === text) this.blocks[id] = this.blame.blocks[partner] ?? [];
      else changed.push({ id, authors: this.compare(old, this.authorsOf(partner, old), text) });
    }
    const paired = new Set(partners.values());
    for (const [id, text] of this.before) {
      if (!paired.has(id)) this.gone.push({ text, authors: this.authorsOf(id, text) });
    }
    if (changed.length === 0 && this.gone.length === 0) return { ...this.blame, blocks: this.blocks };
    this.settleMoves();
    for (const { id, authors } of changed) this.blocks[id] = runsOf(authors);
    return { blocks: this.blocks, cuts: this.cuts() };
  }

  /** Of each block that was there the one it was: of the same id, else of the same words. */
  private partners(): Map<string, string> {
    const partners = new Map<string, string>();
    for (const id of this.after.keys()) if (this.before.has(id)) partners.set(id, id);
    const left = Map.groupBy(
      [...this.before].filter(([id]) => !partners.has(id)),
      ([, text]) => text,
    );
    for (const [id, text] of this.after) {
      const same = partners.has(id) ? undefined : left.get(text)?.shift();
      if (same) partners.set(id, same[0]);
    }
    return partners;
  }

  private authorsOf(id: string | undefined, text: string): Authors {
    const runs = (id === undefined ? undefined : this.blame.blocks[id]) ?? [];
    const authors = runs.flatMap(([length, author]) => Array<string | null>(length).fill(author));
    while (authors.length < text.length) authors.push(null);
    return authors;
  }

  /** Of each character of the new text its author; notes what was taken out and what was put in. */
  private compare(old: string, authors: Authors, text: string): Authors {
    const now: Authors = [];
    let from = 0;
    for (const { oldFrom, oldTo, newFrom, newTo } of changedStretches(old, text)) {
      for (; from < oldFrom; from += 1) now.push(authors[from] ?? null);
      if (oldTo > oldFrom) {
        this.gone.push({ text: old.slice(oldFrom, oldTo), authors: authors.slice(oldFrom, oldTo) });
      }
      const length = newTo - newFrom;
      if (length > 0) this.fresh.push({ text: text.slice(newFrom, newTo), authors: now, at: newFrom, length });
      for (let i = 0; i < length; i += 1) now.push(this.author);
      from = oldTo;
    }
    for (; from < old.length; from += 1) now.push(authors[from] ?? null);
    return now;
  }

  /** What was put in and stood elsewhere before is its old author's. */
  private settleMoves(): void {
    const cuts = this.blame.cuts.map(({ text, runs }) => ({
      text,
      authors: runs.flatMap(([length, author]) => Array<string | null>(length).fill(author)),
    }));
    const moved = new MovedText(this.gone, cuts);
    for (const { text, authors, at } of this.fresh) {
      for (const match of moved.find(text)) {
        for (const [i, author] of match.authors.entries()) authors[at + match.at + i] = author;
      }
    }
  }

  private cuts(): Cut[] {
    const fresh = this.gone.filter(({ text }) => text.length >= MIN_CUT && text.length <= MAX_CUT_LENGTH);
    const all = [...fresh.map(({ text, authors }) => ({ text, runs: runsOf(authors) })), ...this.blame.cuts];
    let length = 0;
    return all.slice(0, MAX_CUTS).filter(({ text }) => {
      length += text.length;
      return length <= MAX_CUT_LENGTH;
    });
  }
}

/** By id; a second block of an id, or one without, by a name that no block has. */
function keyed(blocks: readonly BlockText[]): Texts {
  const texts = new Map<string, string>();
  for (const [i, { id, text }] of blocks.entries()) {
    texts.set(id !== null && !texts.has(id) ? id : `${id ?? ''}~${i}`, text);
  }
  return texts;
}

function runsOf(authors: Authors): Run[] {
  const runs: Run[] = [];
  for (const author of authors) {
    const last = runs.at(-1);
    if (last && last[1] === author) last[0] += 1;
    else runs.push([1, author]);
  }
  return runs;
}
