// What the readers of files make of a text before it becomes sections: headings and blocks, one after the other.

import type { MarkJson, NodeJson } from '../reading.ts';

export type ImportHeading = {
  type: 'heading';
  /** As the file has it; only their order counts. 1 is the highest. */
  level: number;
  /** With the number that it begins with, if any. */
  text: string;
};

export type ImportBlock = { type: 'block'; node: NodeJson };

export type ImportItem = ImportHeading | ImportBlock;

/** Lists deeper than that are written as deep as that: a body holds 64 levels of nodes, and each list takes two. */
export const MAX_LIST_DEPTH = 10;

export function block(node: NodeJson): ImportBlock {
  return { type: 'block', node };
}

/** A paragraph of a line's nodes; neighbours of text with the same marks become one. */
export function paragraph(content: readonly NodeJson[]): NodeJson {
  return { type: 'paragraph', content: joinTexts(content) };
}

/** Text with marks, or nothing for ''. */
export function textNodes(text: string, marks: readonly MarkJson[] = []): NodeJson[] {
  return text === '' ? [] : [{ type: 'text', text, marks: [...marks] }];
}

/** Equal neighbours as one; nothing else changes. */
export function joinTexts(nodes: readonly NodeJson[]): NodeJson[] {
  const joined: NodeJson[] = [];
  for (const node of nodes) {
    const before = joined.at(-1);
    const isSame = before?.type === 'text' && node.type === 'text' && sameMarks(before, node);
    if (isSame) joined[joined.length - 1] = { ...before, text: `${before.text}${node.text}` };
    else joined.push(node);
  }
  return joined;
}

function sameMarks(a: NodeJson, b: NodeJson): boolean {
  return JSON.stringify(a.marks ?? []) === JSON.stringify(b.marks ?? []);
}

/** Lines with a break between each two. */
export function lines(texts: readonly string[]): NodeJson[] {
  return texts.flatMap((text, i) => [...(i > 0 ? [{ type: 'hardBreak' as const }] : []), ...textNodes(text)]);
}

/** Rows of cells, each of blocks; a row of `headers` first when there are any. */
export function table(headers: readonly NodeJson[][], rows: readonly NodeJson[][][]): NodeJson {
  const cells = (type: 'tableHeader' | 'tableCell', row: readonly NodeJson[][]) => ({
    type: 'tableRow' as const,
    content: row.map((content) => ({ type, content: content.length > 0 ? content : [paragraph([])] })),
  });
  const head = headers.length > 0 ? [cells('tableHeader', headers)] : [];
  return { type: 'table', content: [...head, ...rows.map((row) => cells('tableCell', row))] };
}
