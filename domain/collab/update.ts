// What an update of a section's Yjs document holds, read without making a document: whose words it brings, what it
// follows on, what it deletes, and whether that is something a section may hold. Rules RO4 to RO7.

import * as Y from 'yjs';
import { MARK_SPECS } from '../document/schema/marks.ts';
import { NODE_SPECS } from '../document/schema/schema.ts';
import { isSafeText } from '../safe-text.ts';
import { type Change, ROOT, type Span } from './vectors.ts';

/** Clocks that one update may claim without bytes for each: what was typed and deleted again while away. */
const MAX_UNBACKED = 4_194_304;
/** Nobody types beyond it. */
const MAX_CLOCK = 2 ** 31;

/** Null for bytes that are no update, or one with something that no section holds. Never throws, never reads outside. */
export function inspectUpdate(update: Uint8Array): Change | null {
  return read(update, isAllowed);
}

/** The same of an update that was inspected before. Null only for bytes that are no update. */
export function readChange(update: Uint8Array): Change | null {
  return read(update, () => true);
}

function read(update: Uint8Array, isItemAllowed: (item: Y.Item) => boolean): Change | null {
  try {
    // a copy: Yjs makes views, and a length that lies would reach into what lies beside
    const { structs, ds } = Y.decodeUpdate(new Uint8Array(update));
    const change = { spans: new Map<number, Span>(), needs: new Map<number, number>(), deletions: ds };
    let unbacked = 0;
    for (const struct of structs) {
      if (struct instanceof Y.Skip) continue;
      if (!isNumbered(struct)) return null;
      extend(change.spans, struct);
      if (struct instanceof Y.Item && !isItemAllowed(struct)) return null;
      if (struct instanceof Y.Item && !noteNeeds(change.needs, struct)) return null;
      if (isUnbacked(struct)) unbacked += struct.length;
    }
    return unbacked <= MAX_UNBACKED && noteDeletions(change) ? change : null;
  } catch {
    return null;
  }
}

type Struct = Y.Item | Y.GC;

function isNumbered({ id, length }: Struct): boolean {
  return Number.isSafeInteger(id.client) && length > 0 && id.clock + length <= MAX_CLOCK;
}

function isUnbacked(struct: Struct): boolean {
  return struct instanceof Y.GC || struct.content instanceof Y.ContentDeleted;
}

function extend(spans: Map<number, Span>, { id, length }: Struct): void {
  const span = spans.get(id.client);
  if (span && span.to === id.clock) span.to += length;
  else spans.set(id.client, { from: id.clock, to: id.clock + length });
}

/** False for what stands beside or in itself, or words of the same client that come later: Yjs throws when it looks for them. */
function noteNeeds(needs: Map<number, number>, { id: own, origin, rightOrigin, parent }: Y.Item): boolean {
  for (const id of [origin, rightOrigin, parent]) {
    if (!(id instanceof Y.ID)) continue;
    if (id.client === own.client && id.clock >= own.clock) return false;
    needs.set(id.client, Math.max(needs.get(id.client) ?? 0, id.clock + 1));
  }
  return true;
}

/** False for ranges that cannot be. */
function noteDeletions({ needs, deletions }: { needs: Map<number, number>; deletions: Change['deletions'] }): boolean {
  for (const [client, ranges] of deletions.clients) {
    for (const { clock, len } of ranges) {
      if (len <= 0 || clock + len > MAX_CLOCK) return false;
      needs.set(client, Math.max(needs.get(client) ?? 0, clock + len));
    }
  }
  return true;
}

const isPrimitive = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);

type Check = (value: unknown) => boolean;

/** What each attribute of any node may be, by its name: which node it is on, only the whole document tells. */
const ATTRIBUTES = new Map<string, Check[]>();
for (const { attrs = {} } of Object.values(NODE_SPECS) as { attrs?: Record<string, { validate?: unknown }> }[]) {
  for (const [name, { validate }] of Object.entries(attrs)) {
    ATTRIBUTES.set(name, [...(ATTRIBUTES.get(name) ?? []), passes(validate)]);
  }
}

/** ProseMirror's validators throw. */
function passes(validate: unknown): Check {
  return (value) => {
    if (!isPrimitive(value) || typeof validate !== 'function') return isPrimitive(value);
    try {
      validate(value);
      return true;
    } catch {
      return false;
    }
  };
}

function isAllowed(item: Y.Item): boolean {
  const { content, parent, parentSub } = item;
  if (typeof parent === 'string' && (parent !== ROOT || parentSub !== null)) return false;
  if (content instanceof Y.ContentDeleted) return true;
  if (content instanceof Y.ContentType) return parentSub === null && isElementAllowed(content.type);
  // what stands in the root are elements; what an element is called by name is an attribute
  if (typeof parent === 'string') return false;
  if (content instanceof Y.ContentAny) return isAttributeAllowed(parentSub, content.arr);
  if (parentSub !== null) return false;
  if (content instanceof Y.ContentString) return isSafeText(content.str.replaceAll('\uFFFD', ''));
  return content instanceof Y.ContentFormat && isMarkAllowed(content.key, content.value);
}

function isElementAllowed(type: unknown): boolean {
  if (type instanceof Y.XmlHook) return false;
  if (type instanceof Y.XmlElement) return Object.hasOwn(NODE_SPECS, type.nodeName) && !ROOTS.has(type.nodeName);
  return type instanceof Y.XmlText;
}

/** The document is the root itself, text is no element. */
const ROOTS: ReadonlySet<string> = new Set(['doc', 'text']);

/** Without a name it takes the place of an attribute that is there: then any of them may be meant. */
function isAttributeAllowed(name: string | null, values: readonly unknown[]): boolean {
  const checks = name === null ? [...ATTRIBUTES.values()].flat() : (ATTRIBUTES.get(name) ?? []);
  return values.length === 1 && checks.some((check) => check(values[0]));
}

/** @tiptap/y-tiptap adds a hash to the name of a mark that may stand on a text twice. */
const HASH = /--[A-Za-z0-9+/=]{8}$/;

function isMarkAllowed(key: string, value: unknown): boolean {
  const name = key.replace(HASH, '');
  const spec: { attrs?: Record<string, { validate?: unknown }> } | undefined = Object.hasOwn(MARK_SPECS, name)
    ? MARK_SPECS[name as keyof typeof MARK_SPECS]
    : undefined;
  if (!spec || typeof value !== 'object') return false;
  const attrs = spec.attrs ?? {};
  return Object.entries(value ?? {}).every(
    ([attribute, given]) => Object.hasOwn(attrs, attribute) && passes(attrs[attribute]?.validate)(given),
  );
}
