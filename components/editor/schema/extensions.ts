// Tiptap's picture of the one document schema, made from the same specs as the server's, so that the two cannot drift
// apart. Only what ProseMirror wants is said here; keys, rules and commands are beside it.

import { type Attribute, type Extensions, Mark, type MarkConfig, Node, type NodeViewRenderer } from '@tiptap/core';
import { Table } from '@tiptap/extension-table';
import type { MarkSpec, NodeSpec } from '@tiptap/pm/model';
import { MARK_SPECS } from '../../../domain/document/schema/marks.ts';
import { NODE_SPECS, type NodeName } from '../../../domain/document/schema/schema.ts';

/** How single nodes are drawn while they are edited; every other one is drawn as its spec says. */
export type NodeViews = Partial<Record<NodeName, NodeViewRenderer>>;

/** One extension for each node and mark, in the order of the schema. */
export function schemaExtensions(views: NodeViews = {}): Extensions {
  const nodes = Object.entries(NODE_SPECS as Record<string, NodeSpec>).map(([name, spec]) =>
    nodeExtension(name, spec, views[name as NodeName]),
  );
  const marks = Object.entries(MARK_SPECS as Record<string, MarkSpec>).map(([name, spec]) => markExtension(name, spec));
  return [...nodes, ...marks];
}

/** Fields of a spec that Tiptap does not know and passes on only when asked to. */
const UNKNOWN_TO_TIPTAP = ['leafText', 'tableRole'] as const;

function nodeExtension(name: string, spec: NodeSpec, view: NodeViewRenderer | undefined) {
  const { content, group, inline, atom, selectable, draggable, defining, isolating, toDOM } = spec;
  const others = Object.fromEntries(UNKNOWN_TO_TIPTAP.filter((key) => key in spec).map((key) => [key, spec[key]]));
  const config = {
    name,
    topNode: name === 'doc',
    content,
    group,
    inline,
    atom,
    selectable,
    draggable,
    defining,
    isolating,
    addAttributes: () => attributes(spec),
    parseHTML: () => spec.parseDOM,
    renderHTML: toDOM === undefined ? undefined : ({ node }: { node: Parameters<typeof toDOM>[0] }) => toDOM(node),
    addNodeView: view === undefined ? undefined : () => view,
    extendNodeSchema: (extension: { name: string }) => (extension.name === name ? others : {}),
  };
  // Tiptap's table brings its commands, its keys and the selection of cells
  return name === 'table'
    ? Table.extend({ ...config, addNodeView: null }).configure({ resizable: false })
    : Node.create(given(config));
}

function markExtension(name: string, spec: MarkSpec) {
  const { inclusive, excludes, toDOM } = spec;
  const config: Partial<MarkConfig> = {
    name,
    addAttributes: () => attributes(spec),
    parseHTML: () => spec.parseDOM,
    renderHTML: toDOM === undefined ? null : ({ mark }) => toDOM(mark, true),
  };
  return Mark.create({
    ...config,
    ...(inclusive === undefined ? {} : { inclusive }),
    ...(excludes === undefined ? {} : { excludes }),
  });
}

/** Our rules read and write attributes themselves: Tiptap is to do neither. */
function attributes({ attrs = {} }: NodeSpec | MarkSpec): Record<string, Attribute> {
  const untouched = { rendered: false, parseHTML: () => null };
  return Object.fromEntries(
    Object.entries(attrs).map(([name, spec]) => {
      const initial = 'default' in spec ? { default: spec.default } : { default: undefined, isRequired: true };
      return [name, { ...initial, validate: spec.validate, ...untouched }];
    }),
  );
}

function given<T extends object>(config: T): T {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined)) as T;
}
