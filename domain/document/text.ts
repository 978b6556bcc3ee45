// The words of a body without its form: for search, for counting, for previews. What a picture shows and what a caption
// says counts as text; people, sources and cross-references do not, for their words are looked up elsewhere.

import type { Node } from '@tiptap/pm/model';

/** `blockId` is '' only in a body that `identify` has not been over. */
export type Passage = { blockId: string; text: string };

/**
 * The text of each block that has any, in reading order: a table's caption before its cells, a footnote after its
 * block, a picture's alternative text and caption as two lines of one passage.
 */
export function passages(body: Node): Passage[] {
  const found: Passage[] = [];
  collect(body, found);
  return found;
}

function collect(node: Node, found: Passage[]): void {
  if (node.isTextblock) {
    collectTextBlock(node, found);
    return;
  }
  if (node.attrs.caption) add(node, node.attrs.caption, found);
  for (const child of node.children) collect(child, found);
}

function collectTextBlock(block: Node, found: Passage[]): void {
  const alternative = block.attrs.alt;
  const words = lineText(block);
  add(block, alternative && words ? `${alternative}\n${words}` : (alternative ?? words), found);
  for (const child of block.children) if (child.type.name === 'footnote') add(child, lineText(child), found);
}

function add(node: Node, text: string, found: Passage[]): void {
  if (text !== '') found.push({ blockId: node.attrs.id ?? '', text });
}

/** The words of one line; a footnote in it leaves nothing, a line break a line feed. */
function lineText(line: Node): string {
  let text = '';
  for (const child of line.children) {
    if (child.isText) text += child.text;
    else if (child.type.name === 'hardBreak') text += '\n';
  }
  return text;
}

/** All passages, each on lines of its own. */
export function plainText(body: Node): string {
  return passages(body)
    .map(({ text }) => text)
    .join('\n');
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Runs between white space that have a letter or a digit, as word processors count: `50 %` is one, `2024–2027` too. */
export function countWords(text: string): number {
  let words = 0;
  for (const run of text.split(/\s+/)) if (LETTER_OR_DIGIT.test(run)) words++;
  return words;
}

/** The words of a body, footnotes, captions and alternative texts included. */
export function wordCount(body: Node): number {
  return countWords(plainText(body));
}
