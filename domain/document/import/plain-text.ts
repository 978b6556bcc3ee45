// Plain text as headings and blocks: paragraphs, lists by bullets, numbers and indentation, tables by tabs, addresses
// as links. Whatever it does not recognise is a paragraph.

import type { NodeJson } from '../reading.ts';
import { isHref } from '../schema/attributes.ts';
import { block, type ImportItem, joinTexts, MAX_LIST_DEPTH, paragraph, table, textNodes } from './items.ts';
import { findHeadings } from './plain-headings.ts';
import { beginsAnew, type Group, groupsOf, type Line, type Marker, markerOf, wrapWidth } from './plain-lines.ts';

export function readPlainText(text: string): ImportItem[] {
  const groups = groupsOf(text);
  const headings = findHeadings(groups);
  const width = wrapWidth(groups);
  const items: ImportItem[] = [];
  let writer = new Writer(width);
  const flush = () => {
    items.push(...writer.blocks.map(block));
    writer = new Writer(width);
  };
  for (const [i, group] of groups.entries()) {
    const heading = headings[i];
    if (heading) {
      flush();
      items.push({ type: 'heading', level: heading.level, text: heading.text.replace(/\s+/g, ' ') });
    }
    writer.write(heading ? heading.rest : group);
  }
  flush();
  return items;
}

type OpenList = {
  node: NodeJson & { content: NodeJson[] };
  kind: Marker['kind'];
  indent: number;
  /** Of the last item; 0 in a bullet list. */
  number: number;
};

/** Writes the blocks of one section, group by group, with the lists that are still open. */
class Writer {
  readonly blocks: NodeJson[] = [];
  private readonly width: number | null;
  private open: OpenList[] = [];
  /** The number that an ordered list of this section would go on with. */
  private next = 1;

  constructor(width: number | null) {
    this.width = width;
  }

  write(group: Group): void {
    const rows = tableRows(group);
    if (rows) {
      this.open = [];
      this.blocks.push(tableOf(rows));
      return;
    }
    for (const [i, line] of group.entries()) {
      const before = group[i - 1];
      if (this.addItem(line)) continue;
      if (before) this.goOn(line, before);
      else this.begin(line);
    }
  }

  private addItem(line: Line): boolean {
    const marker = markerOf(line.text);
    if (!marker || !this.isItem(marker, line)) return false;
    while (this.top && this.top.indent > line.indent + 1) this.open.pop();
    const isBeside = this.top && line.indent <= this.top.indent + 1;
    if (isBeside && !this.goesOn(marker)) this.open.pop();
    if (!isBeside || !this.top || !this.goesOn(marker)) this.openList(marker, line);
    this.top?.node.content.push({ type: 'listItem', content: [paragraph(linked(marker.rest))] });
    if (marker.kind === 'ordered' && this.top) this.top.number = marker.number;
    if (marker.kind === 'ordered' && this.open.length === 1) this.next = marker.number + 1;
    return true;
  }

  /** A number begins a list only as 1, or as what comes next. */
  private isItem(marker: Marker, line: Line): boolean {
    if (marker.kind === 'bullet') return true;
    const known = this.open.filter(({ indent }) => indent <= line.indent + 1).map(({ number }) => number + 1);
    return [1, this.next, ...known].includes(marker.number);
  }

  private goesOn(marker: Marker): boolean {
    if (this.top?.kind !== marker.kind) return false;
    return marker.kind === 'bullet' || marker.number === this.top.number + 1;
  }

  private openList(marker: Marker, { indent }: Line): void {
    const content: NodeJson[] = [];
    const node =
      marker.kind === 'bullet' ? { type: 'bulletList' as const, content } : orderedList(marker.number, content);
    if (this.open.length >= MAX_LIST_DEPTH) this.open.pop();
    (this.lastItem?.content ?? this.blocks).push(node);
    this.open.push({ node, kind: marker.kind, indent, number: 0 });
  }

  /** A line right below another: the same paragraph when the text is broken at a width, else a new one. */
  private goOn(line: Line, before: Line): void {
    const target = this.lastItem?.content ?? this.blocks;
    const last = target.at(-1);
    const isShort = before.text.length < (this.width === null ? SHORT_LINE : this.width * 0.6);
    const isOver = this.width === null && (!isShort || /[.!?:;]$/.test(before.text));
    if (last?.type !== 'paragraph' || isOver || beginsAnew(line.text)) {
      target.push(paragraph(linked(line.text)));
      return;
    }
    const joint: NodeJson = isShort ? { type: 'hardBreak' } : { type: 'text', text: ' ', marks: [] };
    target[target.length - 1] = paragraph([...(last.content ?? []), joint, ...linked(line.text)]);
  }

  /** After an empty line what is indented as an item's text belongs to the item. */
  private begin(line: Line): void {
    while (this.top && line.indent < this.top.indent + 2) this.open.pop();
    (this.lastItem?.content ?? this.blocks).push(paragraph(linked(line.text)));
  }

  private get top(): OpenList | undefined {
    return this.open.at(-1);
  }

  private get lastItem(): NodeJson | undefined {
    return this.top?.node.content.at(-1);
  }
}

/** In a text whose lines are paragraphs, shorter ones in a row are lines of one: an address, a verse. */
const SHORT_LINE = 60;

function orderedList(start: number, content: NodeJson[]) {
  return { type: 'orderedList' as const, attrs: { start: Math.max(1, start) }, content };
}

/** The cells of a group in which every line has the same number of tabs, at least one; null for any other. */
function tableRows(group: Group): string[][] | null {
  const rows = group.map(({ text }) => text.split('\t').map((cell) => cell.trim()));
  const width = rows[0]?.length ?? 0;
  return rows.length > 1 && width > 1 && rows.every((row) => row.length === width) ? rows : null;
}

/** The first row is the head when it has words in every cell, and only words. */
function tableOf(rows: readonly string[][]): NodeJson {
  const [first = [], ...rest] = rows;
  const isHead = first.every((cell) => /\p{L}/u.test(cell));
  const cellsOf = (row: readonly string[]) => row.map((cell) => [paragraph(linked(cell))]);
  return isHead ? table(cellsOf(first), rest.map(cellsOf)) : table([], rows.map(cellsOf));
}

const ADDRESS = /https?:\/\/[^\s<>"„“”«»]+/g;

/** The text with web addresses as links; a tab within it is a space. */
function linked(text: string): NodeJson[] {
  const nodes: NodeJson[] = [];
  let from = 0;
  const line = text.replace(/\t/g, ' ');
  for (const { 0: found, index } of line.matchAll(ADDRESS)) {
    const href = found.replace(/[.,;:!?)\]’']+$/, '');
    if (!isHref(href)) continue;
    nodes.push(...textNodes(line.slice(from, index)), ...textNodes(href, [{ type: 'link', attrs: { href } }]));
    from = index + href.length;
  }
  return joinTexts([...nodes, ...textNodes(line.slice(from))]);
}
