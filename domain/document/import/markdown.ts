// Markdown (CommonMark with GitHub's tables, footnotes and task lists) as headings and blocks. Everything stays: what
// the schema has no node for becomes text.

import type {
  Definition,
  FootnoteDefinition,
  List,
  ListItem,
  Nodes,
  PhrasingContent,
  Root,
  RootContent,
  Table,
} from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { fail, ok, type Result } from '../../result.ts';
import { MAX_BODY_LENGTH, type NodeJson } from '../reading.ts';
import { MAX_LIST_START } from '../schema/attributes.ts';
import { block, type ImportItem, joinTexts, lines, MAX_LIST_DEPTH, paragraph, table, textNodes } from './items.ts';
import { lineNodes, type Place, type References } from './markdown-line.ts';

/** A line that opens more quotes and lists inside each other than a parser should be asked for. */
const DEEP = /^(?:[ \t]{0,8}(?:>|[-+*]|\d{1,9}[.)])){40}/m;
/** The same by indentation. */
const INDENTED = /^[ \t]{80}[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]/m;

/** Fails `body-invalid` for lists and quotes nested beyond all reason. */
export function readMarkdown(text: string): Result<ImportItem[]> {
  if (DEEP.test(text) || INDENTED.test(text)) return fail('body-invalid', { params: { what: 'depth', where: '' } });
  const { matter, rest } = frontMatter(text);
  const root = fromMarkdown(rest, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const reader = readerOf(root);
  return ok([...matter, ...root.children.flatMap((node) => topItems(node, reader))]);
}

/** What generators of pages put between lines of three hyphens at the top: kept as text. */
function frontMatter(text: string): { matter: ImportItem[]; rest: string } {
  const found = /^---\n([\s\S]*?)\n---(?:\n|$)/.exec(text);
  if (!found?.[1]) return { matter: [], rest: text };
  return { matter: [block(paragraph(lines(found[1].split('\n'))))], rest: text.slice(found[0].length) };
}

type Reader = { place: Place; isUsed(definition: Definition | FootnoteDefinition): boolean };

function readerOf(root: Root): Reader {
  const found = labels(root);
  const note = (definition: FootnoteDefinition): NodeJson[] => noteNodes(definition, place);
  const references: References = { ...found, footnote: note, budget: { left: MAX_BODY_LENGTH } };
  const place: Place = { references, isInNote: false, depth: 0 };
  const isUsed = (definition: Definition | FootnoteDefinition) =>
    found.named.has(definition.identifier) &&
    (found.definitions.get(definition.identifier) === definition ||
      found.footnotes.get(definition.identifier) === definition);
  return { place, isUsed };
}

/** Every definition by its label, the first of each, and the labels that something outside footnotes names. */
function labels(root: Root) {
  const definitions = new Map<string, Definition>();
  const footnotes = new Map<string, FootnoteDefinition>();
  const named = new Set<string>();
  const waiting: { node: Nodes; isInNote: boolean }[] = [{ node: root, isInNote: false }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node } = next;
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
    if (node.type === 'footnoteDefinition' && !footnotes.has(node.identifier)) footnotes.set(node.identifier, node);
    if (node.type === 'linkReference' || node.type === 'imageReference') named.add(node.identifier);
    if (node.type === 'footnoteReference' && !next.isInNote) named.add(node.identifier);
    if (!('children' in node)) continue;
    const isInNote = next.isInNote || node.type === 'footnoteDefinition';
    for (const child of node.children.toReversed()) waiting.push({ node: child, isInNote });
  }
  return { definitions, footnotes, named };
}

function topItems(node: RootContent, reader: Reader): ImportItem[] {
  if (node.type !== 'heading') return blocksOf(node, reader, 0).map(block);
  const content = lineNodes(node.children, reader.place);
  const text = content
    .map((part) => (part.type === 'text' ? part.text : ' '))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
  // a title has neither links nor footnotes: they begin the text below it
  const extras = content.filter((part) => part.type === 'footnote').concat(addressesOf(content));
  const rest = extras.length > 0 ? [block(paragraph(extras))] : [];
  return text === '' ? rest : [{ type: 'heading', level: node.depth, text }, ...rest];
}

function addressesOf(content: readonly NodeJson[]): NodeJson[] {
  const links = content.flatMap(({ marks }) => marks?.find(({ type }) => type === 'link')?.attrs?.href ?? []);
  return [...new Set(links.map(String))].flatMap((href) => [
    ...textNodes(href, [{ type: 'link', attrs: { href } }]),
    ...textNodes(' '),
  ]);
}

/** `depth`: lists and quotes around it. What stands in one of them (`depth` > 0) has no tables, quotes or headings. */
function blocksOf(node: RootContent, reader: Reader, depth: number): NodeJson[] {
  switch (node.type) {
    case 'paragraph':
      return [paragraph(lineNodes(node.children, reader.place))];
    case 'heading':
      return [paragraph(lineNodes(node.children, reader.place, [{ type: 'bold' }]))];
    case 'blockquote': {
      const content = flow(node.children, reader, depth + 1);
      if (content.length === 0) return [];
      return depth === 0 ? [{ type: 'blockquote', content }] : content;
    }
    case 'list':
      return depth >= MAX_LIST_DEPTH
        ? flow(
            node.children.flatMap((item) => item.children),
            reader,
            depth,
          )
        : [listNode(node, reader, depth)];
    case 'table':
      return depth === 0 ? [tableNode(node, reader)] : node.children.map((row) => rowAsLine(row.children, reader));
    case 'code':
      return [
        paragraph(
          lines([...[`${node.lang ?? ''} ${node.meta ?? ''}`.trim()].filter(Boolean), ...node.value.split('\n')]),
        ),
      ];
    case 'html':
      return [paragraph(lines(node.value.split('\n')))];
    case 'definition':
      return reader.isUsed(node)
        ? []
        : [paragraph(textNodes([node.label, node.url, node.title].filter(Boolean).join(' ')))];
    case 'footnoteDefinition':
      return reader.isUsed(node) ? [] : flow(node.children, reader, depth + 1);
    default:
      return [];
  }
}

function flow(children: readonly RootContent[], reader: Reader, depth: number): NodeJson[] {
  return children.flatMap((child) => blocksOf(child, reader, depth));
}

function listNode(node: List, reader: Reader, depth: number): NodeJson {
  const content = node.children.map((item) => itemNode(item, reader, depth));
  if (!node.ordered) return { type: 'bulletList', content };
  return { type: 'orderedList', attrs: { start: Math.min(Math.max(node.start ?? 1, 1), MAX_LIST_START) }, content };
}

/** The first thing in an item is a paragraph; a box that was ticked or not stands in it as text. */
function itemNode({ children, checked }: ListItem, reader: Reader, depth: number): NodeJson {
  const blocks = flow(children, reader, depth + 1);
  const [first, ...rest] = blocks[0]?.type === 'paragraph' ? blocks : [paragraph([]), ...blocks];
  const box = typeof checked === 'boolean' ? textNodes(checked ? '[x] ' : '[ ] ') : [];
  return { type: 'listItem', content: [paragraph([...box, ...(first?.content ?? [])]), ...rest] };
}

function tableNode(node: Table, reader: Reader): NodeJson {
  const [head, ...rows] = node.children.map((row) =>
    row.children.map((cell) => [paragraph(lineNodes(cell.children, reader.place))]),
  );
  const width = Math.max(1, ...node.children.map(({ children }) => children.length));
  const filled = (row: NodeJson[][]) => [...row, ...Array.from({ length: width - row.length }, () => [paragraph([])])];
  return table(filled(head ?? []), rows.map(filled));
}

function rowAsLine(cells: readonly { children: PhrasingContent[] }[], { place }: Reader): NodeJson {
  return paragraph(
    cells.flatMap(({ children }, i) => [...textNodes(i > 0 ? ' | ' : ''), ...lineNodes(children, place)]),
  );
}

/** A footnote's paragraphs as one line with breaks. */
function noteNodes(definition: FootnoteDefinition, place: Place): NodeJson[] {
  const reader = { place: { ...place, isInNote: true }, isUsed: () => false };
  const blocks = flow(definition.children, reader, 1).flatMap(leaves);
  return joinTexts(
    blocks.flatMap((one, i) => [...(i > 0 ? [{ type: 'hardBreak' as const }] : []), ...(one.content ?? [])]),
  );
}

/** The paragraphs of a block, however deep in lists. */
function leaves(node: NodeJson): NodeJson[] {
  return node.type === 'paragraph' ? [node] : (node.content ?? []).flatMap(leaves);
}
