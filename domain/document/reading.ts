// The walk over JSON that nobody vouches for, before ProseMirror sees any of it: ProseMirror drops unknown attributes
// without a word, knows no limits and recurses as deep as it is told to.

import { isSafeText } from '../safe-text.ts';
import { isOneOf } from './schema/attributes.ts';
import { MARK_SPECS, type MarkName } from './schema/marks.ts';
import { documentSchema, NODE_SPECS, type NodeName } from './schema/schema.ts';

/** UTF-16 units of the canonical JSON text. */
export const MAX_BODY_LENGTH = 2_000_000;
/** Levels of nodes, the body itself being the first. */
export const MAX_BODY_DEPTH = 64;
export const MAX_BODY_NODES = 50_000;

export type AttributesJson = Record<string, string | number | null>;
export type MarkJson = { type: MarkName; attrs?: AttributesJson };
export type NodeJson = {
  type: NodeName;
  attrs?: AttributesJson;
  content?: NodeJson[];
  marks?: MarkJson[];
  text?: string;
};

/** What may be wrong with what should be a body; `what` in the parameters of `body-invalid`. */
export const BODY_DAMAGES = [
  'size',
  'depth',
  'count',
  'shape',
  'node',
  'mark',
  'attribute',
  'characters',
  'structure',
] as const;
export type BodyDamage = (typeof BODY_DAMAGES)[number];

/** Leaves the walk at once; `readBody` makes a `Result` of it. */
export class Damage extends Error {
  readonly what: BodyDamage;
  /** A JSON pointer (RFC 6901). */
  readonly where: string;
  constructor(what: BodyDamage, where: string) {
    super(`${what} at ${where}`);
    this.what = what;
    this.where = where;
  }
}

type Spent = { nodes: number; length: number };
type JsonObject = Record<string, unknown>;

/** The tree of nodes that `value` is, known by name and attribute to the schema. Throws `Damage`. */
export function readTree(value: unknown): NodeJson {
  const tree = readNode(value, '', 1, { nodes: 0, length: 0 });
  if (tree.type !== 'doc') throw new Damage('structure', '');
  return tree;
}

function readNode(value: unknown, where: string, depth: number, spent: Spent): NodeJson {
  if (depth > MAX_BODY_DEPTH) throw new Damage('depth', where);
  if (++spent.nodes > MAX_BODY_NODES) throw new Damage('count', where);
  const json = readObject(value, ['type', 'attrs', 'content', 'marks', 'text'], where);
  const { type } = json;
  if (!isOneOf(type, NODE_NAMES)) throw new Damage('node', where);
  const marks = readMarks(json.marks, type, where, spent);
  if (type === 'text') return readText(json, marks, where, spent);
  if (json.text !== undefined) throw new Damage('shape', where);
  const attrs = readAttributes(json.attrs, documentSchema.nodes[type].spec.attrs ?? {}, where, spent);
  const content = readList(json.content, `${where}/content`).map((child, i) =>
    readNode(child, `${where}/content/${i}`, depth + 1, spent),
  );
  return { type, attrs, content };
}

const NODE_NAMES = Object.keys(NODE_SPECS) as NodeName[];
const MARK_NAMES = Object.keys(MARK_SPECS) as MarkName[];

function readText(json: JsonObject, marks: MarkJson[], where: string, spent: Spent): NodeJson {
  const { text } = json;
  if (typeof text !== 'string' || text === '' || json.content !== undefined) throw new Damage('shape', where);
  readAttributes(json.attrs, {}, where, spent);
  spend(spent, text.length, where);
  if (!isSafeText(text)) throw new Damage('characters', where);
  return { type: 'text', marks, text };
}

/** Valid marks of a line's other nodes are dropped; marks on blocks have no meaning at all. */
function readMarks(value: unknown, type: NodeName, where: string, spent: Spent): MarkJson[] {
  const list = readList(value, `${where}/marks`);
  if (list.length > 0 && !documentSchema.nodes[type].isInline) throw new Damage('structure', where);
  if (list.length > MARK_NAMES.length) throw new Damage('mark', where);
  const marks = list.map((mark, i) => readMark(mark, `${where}/marks/${i}`, spent));
  return type === 'text' ? marks : [];
}

function readMark(value: unknown, where: string, spent: Spent): MarkJson {
  const { type, attrs } = readObject(value, ['type', 'attrs'], where);
  if (!isOneOf(type, MARK_NAMES)) throw new Damage('mark', where);
  return { type, attrs: readAttributes(attrs, documentSchema.marks[type].spec.attrs ?? {}, where, spent) };
}

type Specs = Record<string, { default?: unknown; validate?: string | ((value: unknown) => void) }>;

function readAttributes(value: unknown, specs: Specs, where: string, spent: Spent): AttributesJson {
  const attrs = value === undefined ? {} : readObject(value, Object.keys(specs), `${where}/attrs`, 'attribute');
  for (const [name, spec] of Object.entries(specs)) {
    if (!Object.hasOwn(attrs, name) && 'default' in spec) continue;
    if (!isValid(spec, attrs[name])) throw new Damage('attribute', `${where}/attrs/${name}`);
    spend(spent, String(attrs[name]).length, where);
  }
  return attrs as AttributesJson;
}

/** An attribute's `validate` refuses by throwing, as ProseMirror wants it. */
function isValid({ validate }: Specs[string], value: unknown): boolean {
  if (typeof validate !== 'function') return false;
  try {
    validate(value);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function spend(spent: Spent, length: number, where: string): void {
  spent.length += length;
  if (spent.length > MAX_BODY_LENGTH) throw new Damage('size', where);
}

/** A copy with the `known` keys only; any other key is a damage of the kind `what`. */
function readObject(value: unknown, known: readonly string[], where: string, what: BodyDamage = 'shape'): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Damage('shape', where);
  for (const key in value) if (!known.includes(key)) throw new Damage(what, where);
  return { ...value };
}

function readList(value: unknown, where: string): unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new Damage('shape', where);
  // A copy, for `map` would leave the holes of a sparse array as they are.
  return Array.from(value);
}
