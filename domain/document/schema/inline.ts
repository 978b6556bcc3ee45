// What stands in a line: text, line breaks, footnotes, and three references that name what they mean by its id only.
// `note` is what may stand in a footnote or a caption, so that no footnote is in a footnote.

import type { NodeSpec } from '@tiptap/pm/model';
import { attribute, isBlockId, isLine, isOneOf, isUuid, MAX_LOCATOR_LENGTH, TARGET_KINDS } from './attributes.ts';
import { blockId } from './blocks.ts';
import { readId, readRequired, readText } from './parsing.ts';

const isLocator = (value: unknown) => isLine(value, MAX_LOCATOR_LENGTH);
const isTargetKind = (value: unknown) => isOneOf(value, TARGET_KINDS);

export const TEXT: NodeSpec = { group: 'inline note' };

export const HARD_BREAK: NodeSpec = {
  group: 'inline note',
  inline: true,
  selectable: false,
  leafText: () => '\n',
  parseDOM: [{ tag: 'br' }],
  toDOM: () => ['br'],
};

/** Its words stand where they belong to; its number is derived. */
export const FOOTNOTE: NodeSpec = {
  content: 'note*',
  group: 'inline',
  inline: true,
  atom: true,
  isolating: true,
  attrs: { id: blockId },
  parseDOM: [{ tag: 'span[data-footnote]', priority: 60, getAttrs: (element) => ({ id: readId(element) }) }],
  toDOM: (node) => ['span', { 'data-id': node.attrs.id, 'data-footnote': '' }, 0],
};

/** A study of the evidence, and where in it (`lk 12`). */
export const CITATION: NodeSpec = {
  group: 'inline note',
  inline: true,
  atom: true,
  attrs: { sourceId: attribute('sourceId', isUuid), locator: attribute('locator', isLocator, '') },
  parseDOM: [
    {
      tag: '[data-citation]',
      priority: 60,
      getAttrs: (element) => {
        const sourceId = element.getAttribute('data-citation');
        return readRequired([[sourceId, isUuid]], {
          sourceId,
          locator: readText(element, 'data-locator', isLocator, ''),
        });
      },
    },
  ],
  toDOM: (node) => ['span', { 'data-citation': node.attrs.sourceId, 'data-locator': node.attrs.locator }],
};

/** A person. The name is looked up when the text is shown, so an erased person's name is nowhere. */
export const MENTION: NodeSpec = {
  group: 'inline note',
  inline: true,
  atom: true,
  attrs: { personId: attribute('personId', isUuid) },
  parseDOM: [
    {
      tag: '[data-mention]',
      priority: 60,
      getAttrs: (element) => {
        const personId = element.getAttribute('data-mention');
        return readRequired([[personId, isUuid]], { personId });
      },
    },
  ],
  toDOM: (node) => ['span', { 'data-mention': node.attrs.personId }],
};

/** A section or a block of the same document; the words it shows are derived. */
export const CROSS_REFERENCE: NodeSpec = {
  group: 'inline note',
  inline: true,
  atom: true,
  attrs: { targetKind: attribute('targetKind', isTargetKind), targetId: attribute('targetId', isBlockId) },
  parseDOM: [
    {
      tag: '[data-reference]',
      priority: 60,
      getAttrs: (element) => {
        const targetKind = element.getAttribute('data-reference');
        const targetId = element.getAttribute('data-target-id');
        const required = [[targetKind, isTargetKind] as const, [targetId, isBlockId] as const];
        return readRequired(required, { targetKind, targetId });
      },
    },
  ],
  toDOM: (node) => ['span', { 'data-reference': node.attrs.targetKind, 'data-target-id': node.attrs.targetId }],
};
