// A list item whose paragraph somebody took away while another put a list into it: the binding of rooms makes nodes with
// `schema.node` and deletes from the document, words included, what that refuses. Rule RO31.

import type { Schema } from '@tiptap/pm/model';

/** Makes `schema.node` put the missing paragraph before what is left of a list item. Answers the same schema. */
export function fillingItems<S extends Schema>(schema: S): S {
  const make = schema.node.bind(schema);
  schema.node = (type, attrs, content, marks) => {
    const isItem = type === 'listItem' && Array.isArray(content) && content.length > 0;
    const filled = isItem ? schema.nodes.listItem?.createAndFill(attrs, content, marks) : null;
    if (!filled) return make(type, attrs, content, marks);
    filled.check();
    return filled;
  };
  return schema;
}
