// What stands in a line of Markdown, as nodes of a line: emphasis, links, footnotes. What the schema has no place for
// (raw HTML, pictures from elsewhere, addresses that lead nowhere safe) stays as text that anybody can read.

import type { Definition, FootnoteDefinition, FootnoteReference, PhrasingContent } from 'mdast';
import type { MarkJson, NodeJson } from '../reading.ts';
import { isHref } from '../schema/attributes.ts';
import type { MarkName } from '../schema/marks.ts';
import { joinTexts, textNodes } from './items.ts';

/** What a text refers to by labels, and how much the footnotes may still repeat. */
export type References = {
  definitions: ReadonlyMap<string, Definition>;
  footnotes: ReadonlyMap<string, FootnoteDefinition>;
  /** The nodes that the words of a footnote become. */
  footnote(definition: FootnoteDefinition): NodeJson[];
  /** UTF-16 units that footnotes named more than once may add; a small file could become huge otherwise. */
  budget: { left: number };
};

/** In a footnote there are no footnotes: only the label of another stands there. */
export type Place = { references: References; isInNote: boolean; depth: number };

/** Deeper emphasis than anybody reads, or a file that was made to break us. */
const MAX_DEPTH = 30;

export function lineNodes(
  children: readonly PhrasingContent[],
  place: Place,
  marks: readonly MarkJson[] = [],
): NodeJson[] {
  return joinTexts(children.flatMap((child) => nodesOf(child, { ...place, depth: place.depth + 1 }, marks)));
}

function nodesOf(node: PhrasingContent, place: Place, marks: readonly MarkJson[]): NodeJson[] {
  const inside = (children: readonly PhrasingContent[], more: readonly MarkJson[] = []) =>
    lineNodes(children, place, place.depth > MAX_DEPTH ? marks : withMarks(marks, more));
  switch (node.type) {
    case 'text':
    case 'inlineCode':
    case 'html':
      return textNodes(oneLine(node.value), marks);
    case 'break':
      return [{ type: 'hardBreak' }];
    case 'strong':
      return inside(node.children, [{ type: 'bold' }]);
    case 'emphasis':
      return inside(node.children, [{ type: 'italic' }]);
    case 'delete':
      return inside(node.children, [{ type: 'strike' }]);
    case 'link':
    case 'linkReference':
      return linkNodes(node.children, targetOf(node, place), inside, marks);
    case 'image':
    case 'imageReference':
      return textNodes(pictureText(node.alt ?? '', targetOf(node, place)), marks);
    case 'footnoteReference':
      return footnoteNodes(node, place, marks);
    default:
      return [];
  }
}

type Target = { url: string; title: string };

function targetOf(node: { url: string; title?: string | null } | { identifier: string }, place: Place): Target {
  const found = 'url' in node ? node : place.references.definitions.get(node.identifier);
  return { url: found?.url ?? '', title: found?.title ?? '' };
}

/** An address inside the file means nothing outside it; any other that is no safe link is written out. */
function linkNodes(
  children: readonly PhrasingContent[],
  { url, title }: Target,
  inside: (children: readonly PhrasingContent[], marks?: readonly MarkJson[]) => NodeJson[],
  marks: readonly MarkJson[],
): NodeJson[] {
  const isLink: boolean = isHref(url);
  const written = [isLink || url.startsWith('#') ? '' : url, title]
    .filter(Boolean)
    .map((text) => ` (${oneLine(text)})`);
  const words = isLink ? inside(children, [{ type: 'link', attrs: { href: url } }]) : inside(children);
  return [...words, ...textNodes(written.join(''), marks)];
}

function pictureText(alt: string, { url, title }: Target): string {
  const written = [oneLine(url), oneLine(title)].filter(Boolean).map((text) => `(${text})`);
  return [oneLine(alt), ...written].filter(Boolean).join(' ');
}

function footnoteNodes(reference: FootnoteReference, place: Place, marks: readonly MarkJson[]): NodeJson[] {
  const { footnotes, budget } = place.references;
  const definition = footnotes.get(reference.identifier);
  const size = (definition?.position?.end.offset ?? 0) - (definition?.position?.start.offset ?? 0);
  if (!definition || place.isInNote || size > budget.left) {
    return textNodes(`[${reference.label ?? reference.identifier}]`, marks);
  }
  budget.left -= size;
  return [{ type: 'footnote', content: place.references.footnote(definition) }];
}

function withMarks(marks: readonly MarkJson[], more: readonly MarkJson[]): MarkJson[] {
  const names = new Set<MarkName>(marks.map(({ type }) => type));
  return [...marks, ...more.filter(({ type }) => !names.has(type))];
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
