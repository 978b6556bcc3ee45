// A body, the content of one section: read from JSON that nobody vouches for, and written in its one canonical form.
// Reading never throws and never goes deeper than a body may be. Rules DS10 to DS16 in docs/spec/document-schema.md.

import type { Mark, Node } from '@tiptap/pm/model';
import { fail, ok, type Result } from '../result.ts';
import { Damage, MAX_BODY_LENGTH, type MarkJson, type NodeJson, readTree } from './reading.ts';
import type { MarkName } from './schema/marks.ts';
import { documentSchema, type NodeName } from './schema/schema.ts';

/** A node of type `doc` that `check` accepts. */
export type Body = Node;

export type BodyJson = NodeJson & { type: 'doc' };

/** A body of one empty paragraph. */
export function emptyBody(newId: () => string): Body {
  return documentSchema.node('doc', null, [documentSchema.node('paragraph', { id: newId() })]);
}

/**
 * The canonical JSON: every attribute written out, so that no later default changes what was meant; marks in the order
 * of the schema, and on text only. Two bodies are equal exactly when these are.
 */
export function bodyJson(body: Body): BodyJson {
  return { ...nodeJson(body), type: 'doc' };
}

function nodeJson(node: Node): NodeJson {
  const type = node.type.name as NodeName;
  if (node.isText) return { type, ...marksJson(node.marks), text: node.text ?? '' };
  const attrs = Object.keys(node.attrs).length > 0 ? { attrs: { ...node.attrs } } : {};
  return { type, ...attrs, ...(node.childCount > 0 ? { content: node.children.map(nodeJson) } : {}) };
}

function marksJson(marks: readonly Mark[]): { marks?: MarkJson[] } {
  if (marks.length === 0) return {};
  return {
    marks: marks.map((mark) => {
      const type = mark.type.name as MarkName;
      return Object.keys(mark.attrs).length > 0 ? { type, attrs: { ...mark.attrs } } : { type };
    }),
  };
}

/**
 * The body that `value` is, or `body-invalid` with `what` (a `BodyDamage`) and `where` (a JSON pointer, RFC 6901; for
 * `structure` into the canonical form, where equal neighbours of text are one). Marks on anything but text are dropped,
 * for Yjs keeps none there.
 */
export function readBody(value: unknown): Result<Body> {
  try {
    return ok(checked(readTree(value)));
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    return fail('body-invalid', { params: { what: error.what, where: error.where } });
  }
}

/** ProseMirror says what does not fit by throwing a RangeError. */
function checked(json: NodeJson): Body {
  const body = documentSchema.nodeFromJSON(json);
  try {
    body.check();
  } catch (error) {
    if (error instanceof RangeError) throw new Damage('structure', firstMisfit(body, '') ?? '');
    throw error;
  }
  if (JSON.stringify(bodyJson(body)).length > MAX_BODY_LENGTH) throw new Damage('size', '');
  return body;
}

/** Where the first node is whose content its type does not allow. */
function firstMisfit(node: Node, where: string): string | null {
  if (!node.type.validContent(node.content)) return where;
  for (const [i, child] of node.children.entries()) {
    const found = firstMisfit(child, `${where}/content/${i}`);
    if (found !== null) return found;
  }
  return null;
}
