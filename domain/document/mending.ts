// What a Yjs document says, made into what the schema takes, as far as no word is lost by it: two people's changes that
// each are lawful may together leave a list without items, two marks that exclude each other, half of an emoji. What
// cannot be mended is left for `readBody` to refuse. Rule RO23.

import type { Mark } from '@tiptap/pm/model';
import { cleaned, thinned } from '../safe-text.ts';
import { isOneOf } from './schema/attributes.ts';
import { documentSchema, NODE_SPECS, type NodeName } from './schema/schema.ts';

/** A node as it is read off a Yjs document: nobody has looked at it. */
export type RawNode = {
  type: string;
  attrs?: Record<string, unknown>;
  content?: RawNode[];
  marks?: RawMark[];
  text?: string;
};
export type RawMark = { type: string; attrs: Record<string, unknown> };

/** The same text, fit for `readBody` when nothing but what is named above was wrong. A new object. */
export function mended(doc: RawNode): RawNode {
  return mendedWhole((doc.content ?? []).map(mendedBlock));
}

/** The same of what stands at the top of a text: `mendedWhole` makes a text of them. */
export function mendedBlock(block: RawNode): RawNode {
  return mendedNode(block, 2);
}

/** The text that these blocks make, each mended by itself. */
export function mendedWhole(blocks: readonly RawNode[]): RawNode {
  const content = fitting('doc', blocks);
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] };
}

const NODE_NAMES = Object.keys(NODE_SPECS) as NodeName[];

/** Deeper than any body may be: left as it is. */
const DEEPEST = 100;

function mendedNode(node: RawNode, depth: number): RawNode {
  if (!isOneOf(node.type, NODE_NAMES) || node.type === 'text' || depth > DEEPEST) return node;
  const { attrs: specs = {} } = documentSchema.nodes[node.type].spec;
  const children = (node.content ?? []).flatMap((child) => (child.type === 'text' ? textOf(child) : child));
  const content = joined(children).map((child) => mendedNode(child, depth + 1));
  return { type: node.type, attrs: validOf(specs, node.attrs ?? {}), content: fitting(node.type, content) };
}

type Specs = Record<string, { validate?: unknown }>;

/** Attributes that the node or mark has and whose values it takes. */
function validOf(specs: Specs, attrs: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attrs).filter(([name, value]) => isValid(specs[name]?.validate, value)));
}

/** ProseMirror's validators throw. */
function isValid(validate: unknown, value: unknown): boolean {
  if (typeof validate !== 'function') return false;
  try {
    validate(value);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Without what may not be in it; nothing when nothing is left. */
function textOf({ type, text = '', marks = [] }: RawNode): RawNode[] {
  const safe = cleaned(text);
  return safe === '' ? [] : [{ type, text: safe, marks: compatible(marks) }];
}

/** Of marks that exclude each other the last in the order of the schema: the same one for everybody. */
function compatible(marks: readonly RawMark[]): RawMark[] {
  const known = marks.flatMap(({ type, attrs }) => markOf(type, attrs));
  known.sort((a, b) => a.type.name.localeCompare(b.type.name) || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  const set = known.reduce<readonly Mark[]>((all, mark) => mark.addToSet(all), []);
  return set.map(({ type, attrs }) => ({ type: type.name, attrs: { ...attrs } }));
}

function markOf(name: string, attrs: Record<string, unknown>): Mark[] {
  const type = Object.entries(documentSchema.marks).find(([known]) => known === name)?.[1];
  if (!type) return [];
  const { attrs: specs = {} } = type.spec;
  const valid = validOf(specs, attrs);
  const isWhole = Object.entries(specs).every(([key, spec]) => key in valid || 'default' in spec);
  return isWhole ? [type.create(valid)] : [];
}

/** Neighbours of the same marks are one text for ProseMirror, so their combining marks are counted together. */
function joined(nodes: readonly RawNode[]): RawNode[] {
  const all: RawNode[] = [];
  for (const node of nodes) {
    const last = all.at(-1);
    const isSame = last?.type === 'text' && node.type === 'text' && sameMarks(last, node);
    if (isSame) all[all.length - 1] = { ...last, text: `${last.text}${node.text}` };
    else all.push(node);
  }
  return all.map((node) => (node.type === 'text' ? { ...node, text: thinned(node.text ?? '') } : node));
}

function sameMarks(a: RawNode, b: RawNode): boolean {
  return JSON.stringify(a.marks) === JSON.stringify(b.marks);
}

/**
 * Without children that hold nothing and may not stand there, and with a paragraph before the list that is left of an item
 * whose own paragraph somebody moved away. When others may not stand there, all are left for the check.
 */
function fitting(type: NodeName, content: readonly RawNode[]): RawNode[] {
  const left: RawNode[] = [];
  let match = documentSchema.nodes[type].contentMatch;
  for (const child of content) {
    const next = isComplete(child) ? match.matchType(documentSchema.nodes[child.type as NodeName]) : null;
    if (!next && isBare(child)) continue;
    if (!next && type === 'listItem' && left.length === 0) return fitting(type, [{ type: 'paragraph' }, ...content]);
    if (!next) return [...content];
    left.push(child);
    match = next;
  }
  return left;
}

/** Does it hold all that its type asks for, as far as that can be seen here? */
function isComplete({ type, content = [] }: RawNode): boolean {
  if (!isOneOf(type, NODE_NAMES)) return false;
  if (type === 'text') return true;
  let match = documentSchema.nodes[type].contentMatch;
  for (const child of content) {
    const next = isOneOf(child.type, NODE_NAMES) ? match.matchType(documentSchema.nodes[child.type]) : null;
    if (!next) return false;
    match = next;
  }
  return match.validEnd;
}

const CONTAINERS: readonly NodeName[] = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'listItem',
  'blockquote',
  'callout',
  'table',
  'tableRow',
  'tableCell',
  'tableHeader',
];

/** Holds no word, no picture and no reference: nobody misses it. */
function isBare({ type, content = [] }: RawNode): boolean {
  return isOneOf(type, CONTAINERS) && content.every(isBare);
}
