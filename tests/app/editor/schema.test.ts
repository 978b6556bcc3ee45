// The editor's schema and the document's are one: what the editor makes, the server takes, and the other way round.

import { getSchema } from '@tiptap/core';
import type { MarkSpec, MarkType, NodeSpec, NodeType, Schema } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import { schemaExtensions } from '../../../components/editor/schema/extensions.ts';
import { documentSchema } from '../../../domain/document/schema/schema.ts';

const edited: Schema = getSchema(schemaExtensions());

/** All of a spec that is data; what reads and writes HTML is made comparable by its presence. */
function facts({ parseDOM, toDOM, leafText, attrs, ...spec }: NodeSpec & MarkSpec) {
  return {
    ...spec,
    attrs: Object.entries(attrs ?? {}).map(([name, attribute]) => ({ name, ...attribute })),
    rules: (parseDOM ?? []).map(({ getAttrs, contentElement, ...rule }) => ({ ...rule, content: contentElement })),
    isWritten: toDOM !== undefined,
    leafText,
  };
}

const specs = (found: Record<string, NodeType | MarkType>) =>
  Object.entries(found).map(([name, { spec }]) => ({ name, ...facts(spec as NodeSpec & MarkSpec) }));

test('every node has the names, content, groups, attributes and order of the document schema', () => {
  expect(specs(edited.nodes)).toEqual(specs(documentSchema.nodes));
});

test('every mark has the names, exclusions, attributes and order of the document schema', () => {
  expect(specs(edited.marks)).toEqual(specs(documentSchema.marks));
});

test('the top node and the marks that each node allows are the same', () => {
  const allowed = (schema: Schema) =>
    Object.values(schema.nodes).map((type) => [type.name, type.markSet?.map((mark) => mark.name)]);
  expect(edited.topNodeType.name).toBe(documentSchema.topNodeType.name);
  expect(allowed(edited)).toEqual(allowed(documentSchema));
});
