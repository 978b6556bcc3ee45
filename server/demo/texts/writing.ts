// A few words to write bodies with, so that the texts of the demo story read like texts.

import type { BodyJson } from '../../../domain/document/body.ts';
import type { NodeJson } from '../../../domain/document/reading.ts';
import type { CalloutKind } from '../../../domain/document/schema/attributes.ts';

/** Plain words, or what `bold`, `link` and `footnote` make of some. */
type Piece = string | NodeJson;

/** The texts of a document's sections by their titles. */
export type SectionTexts = Readonly<Record<string, readonly NodeJson[]>>;

export function body(blocks: readonly NodeJson[]): BodyJson {
  return { type: 'doc', content: [...blocks] };
}

const line = (pieces: readonly Piece[]): NodeJson[] =>
  pieces.map((piece) => (typeof piece === 'string' ? { type: 'text', text: piece } : piece));

export function p(...pieces: Piece[]): NodeJson {
  return { type: 'paragraph', content: line(pieces) };
}

/** A sub-heading of a section. */
export function h(text: string): NodeJson {
  return { type: 'heading', attrs: { level: 1 }, content: line([text]) };
}

const items = (rows: readonly (string | NodeJson)[]): NodeJson[] =>
  rows.map((row) => ({ type: 'listItem', content: [typeof row === 'string' ? p(row) : row] }));

export function bullets(...rows: (string | NodeJson)[]): NodeJson {
  return { type: 'bulletList', content: items(rows) };
}

export function steps(...rows: (string | NodeJson)[]): NodeJson {
  return { type: 'orderedList', content: items(rows) };
}

export function callout(kind: CalloutKind, ...pieces: Piece[]): NodeJson {
  return { type: 'callout', attrs: { kind }, content: [p(...pieces)] };
}

export function quote(...pieces: Piece[]): NodeJson {
  return { type: 'blockquote', content: [p(...pieces)] };
}

/** The first row is the head. */
export function table(caption: string, head: readonly string[], ...rows: string[][]): NodeJson {
  const row = (type: 'tableHeader' | 'tableCell', cells: readonly string[]): NodeJson => ({
    type: 'tableRow',
    content: cells.map((cell) => ({ type, content: [p(cell)] })),
  });
  return {
    type: 'table',
    attrs: { caption },
    content: [row('tableHeader', head), ...rows.map((cells) => row('tableCell', cells))],
  };
}

export function bold(text: string): NodeJson {
  return { type: 'text', text, marks: [{ type: 'bold' }] };
}

/** Words in another language than the document's. */
export function foreign(code: string, text: string): NodeJson {
  return { type: 'text', text, marks: [{ type: 'language', attrs: { code } }] };
}

export function link(href: string, text: string): NodeJson {
  return { type: 'text', text, marks: [{ type: 'link', attrs: { href } }] };
}

export function footnote(...pieces: Piece[]): NodeJson {
  return { type: 'footnote', content: line(pieces) };
}
