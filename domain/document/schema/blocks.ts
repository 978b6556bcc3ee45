// Paragraphs, sub-headings, lists, quotes, call-outs and images: what stands one under the other in a body.
// `flow` is what may stand inside a quote, a call-out, a list item or a cell.

import type { Node, NodeSpec } from '@tiptap/pm/model';
import {
  attribute,
  CALLOUT_KINDS,
  isAlternative,
  isBlockId,
  isImageWidth,
  isOneOf,
  isUuid,
  isWholeNumber,
  MAX_HEADING_LEVEL,
  MAX_LIST_START,
} from './attributes.ts';
import { readId, readNumber, readRequired, readText } from './parsing.ts';

/** Null only until `identify` has been over the body. */
export const blockId = attribute('id', (value) => value === null || isBlockId(value), null);

const isLevel = (value: unknown) => isWholeNumber(value, 1, MAX_HEADING_LEVEL);
const isListStart = (value: unknown) => isWholeNumber(value, 1, MAX_LIST_START);
const isCalloutKind = (value: unknown) => isOneOf(value, CALLOUT_KINDS);
const onlyId = (element: HTMLElement) => ({ id: readId(element) });
const dataId = (node: Node) => ({ 'data-id': node.attrs.id as string | null });

export const PARAGRAPH: NodeSpec = {
  content: 'inline*',
  group: 'block flow',
  attrs: { id: blockId },
  parseDOM: [{ tag: 'p', getAttrs: onlyId }],
  toDOM: (node) => ['p', dataId(node), 0],
};

/** `h1` to `h6` from elsewhere; our own HTML says the level in `data-level`, for the tag depends on the section's depth. */
function headingRule(level: number) {
  return {
    tag: `h${level}`,
    getAttrs: (element: HTMLElement) => ({
      id: readId(element),
      level: readNumber(element, 'data-level', isLevel, Math.min(level, MAX_HEADING_LEVEL)),
    }),
  };
}

/** A sub-heading inside a body. Structural headings are sections, not nodes. */
export const HEADING: NodeSpec = {
  content: 'inline*',
  group: 'block',
  defining: true,
  attrs: { id: blockId, level: attribute('level', isLevel, 1) },
  parseDOM: [1, 2, 3, 4, 5, 6].map(headingRule),
  toDOM: (node) => [`h${node.attrs.level + 2}`, { ...dataId(node), 'data-level': node.attrs.level }, 0],
};

export const BULLET_LIST: NodeSpec = {
  content: 'listItem+',
  group: 'block flow',
  attrs: { id: blockId },
  parseDOM: [{ tag: 'ul', getAttrs: onlyId }],
  toDOM: (node) => ['ul', dataId(node), 0],
};

export const ORDERED_LIST: NodeSpec = {
  content: 'listItem+',
  group: 'block flow',
  attrs: { id: blockId, start: attribute('start', isListStart, 1) },
  parseDOM: [
    {
      tag: 'ol',
      getAttrs: (element) => ({ id: readId(element), start: readNumber(element, 'start', isListStart, 1) }),
    },
  ],
  toDOM: (node) => ['ol', { ...dataId(node), start: node.attrs.start }, 0],
};

export const LIST_ITEM: NodeSpec = {
  content: 'paragraph flow*',
  defining: true,
  attrs: { id: blockId },
  parseDOM: [{ tag: 'li', getAttrs: onlyId }],
  toDOM: (node) => ['li', dataId(node), 0],
};

export const BLOCKQUOTE: NodeSpec = {
  content: 'flow+',
  group: 'block',
  defining: true,
  attrs: { id: blockId },
  parseDOM: [{ tag: 'blockquote', getAttrs: onlyId }],
  toDOM: (node) => ['blockquote', dataId(node), 0],
};

/** What the renderer adds to blocks and a paste must not take for text: labels, permalinks, numbers of notes. */
const ADDED_BY_RENDERER = '[data-added]';

export const CALLOUT: NodeSpec = {
  content: 'flow+',
  group: 'block',
  defining: true,
  attrs: { id: blockId, kind: attribute('kind', isCalloutKind, 'note') },
  parseDOM: [
    { tag: ADDED_BY_RENDERER, ignore: true, priority: 90 },
    {
      tag: '[data-callout]',
      priority: 60,
      getAttrs: (element) => ({
        id: readId(element),
        kind: readText(element, 'data-callout', isCalloutKind, 'note'),
      }),
    },
  ],
  toDOM: (node) => ['div', { ...dataId(node), 'data-callout': node.attrs.kind }, 0],
};

/** An attachment shown in the text; its content is the caption. The picture itself is drawn by whoever knows its address. */
export const IMAGE: NodeSpec = {
  content: 'note*',
  group: 'block',
  draggable: true,
  isolating: true,
  attrs: {
    id: blockId,
    attachmentId: attribute('attachmentId', isUuid),
    alt: attribute('alt', isAlternative),
    width: attribute('width', isImageWidth, 0),
  },
  parseDOM: [
    {
      tag: 'figure[data-attachment-id]',
      contentElement: (figure) => (figure as HTMLElement).querySelector<HTMLElement>('figcaption') ?? figure,
      getAttrs: (element) => {
        const attachmentId = element.getAttribute('data-attachment-id');
        const alt = element.getAttribute('data-alt');
        const width = readNumber(element, 'data-width', isImageWidth, 0);
        const required = [[attachmentId, isUuid] as const, [alt, isAlternative] as const];
        return readRequired(required, { id: readId(element), attachmentId, alt, width });
      },
    },
  ],
  toDOM: (node) => [
    'figure',
    {
      ...dataId(node),
      'data-attachment-id': node.attrs.attachmentId,
      'data-alt': node.attrs.alt,
      'data-width': node.attrs.width,
    },
    ['figcaption', 0],
  ],
};
