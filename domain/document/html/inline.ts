// A line of text as markup: marks nested in the order of the schema, one element for a run that shares them, and the
// references resolved to words. Every attribute is checked again: nothing here trusts that the body was.

import type { Mark, Node } from '@tiptap/pm/model';
import { escapeHtml } from '../../html.ts';
import { isBlockId, isHref, isLanguageTag, isUuid } from '../schema/attributes.ts';
import type { Rendering } from './surroundings.ts';

/** The content of a text block, a footnote or a caption. */
export function renderInline(parent: Node, rendering: Rendering): string {
  let markup = '';
  let open: readonly Mark[] = [];
  for (const child of parent.children) {
    const marks = child.isText ? child.marks : [];
    const shared = sharedMarks(open, marks);
    for (let i = open.length - 1; i >= shared; i--) markup += closeMark(open[i] as Mark);
    for (let i = shared; i < marks.length; i++) markup += openMark(marks[i] as Mark, rendering);
    open = marks;
    markup += child.isText ? escapeHtml(child.text ?? '') : renderAtom(child, rendering);
  }
  for (let i = open.length - 1; i >= 0; i--) markup += closeMark(open[i] as Mark);
  return markup;
}

/** How many marks, from the outermost, both have. */
function sharedMarks(a: readonly Mark[], b: readonly Mark[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared]?.eq(b[shared] as Mark)) shared++;
  return shared;
}

const PLAIN_MARKS: Record<string, string> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  subscript: 'sub',
  superscript: 'sup',
};

function openMark(mark: Mark, rendering: Rendering): string {
  const tag = markTag(mark);
  if (tag === 'a') return openLink(mark.attrs.href, rendering);
  return tag === null ? '' : tag === 'span' ? `<span lang="${mark.attrs.code}">` : `<${tag}>`;
}

function closeMark(mark: Mark): string {
  const tag = markTag(mark);
  return tag === null ? '' : `</${tag}>`;
}

/** Null: the mark cannot be shown, its words can. */
function markTag({ type, attrs }: Mark): string | null {
  if (type.name === 'link') return isHref(attrs.href) ? 'a' : null;
  if (type.name === 'language') return isLanguageTag(attrs.code) ? 'span' : null;
  return Object.hasOwn(PLAIN_MARKS, type.name) ? (PLAIN_MARKS[type.name] ?? null) : null;
}

function openLink(href: string, { isOutside }: Rendering): string {
  const outside = isOutside(href) ? ' class="outside"' : '';
  return `<a href="${escapeHtml(href)}" rel="noopener noreferrer"${outside}>`;
}

function renderAtom(node: Node, rendering: Rendering): string {
  switch (node.type.name) {
    case 'hardBreak':
      return '<br>';
    case 'footnote':
      return renderNoteMark(node, rendering);
    case 'citation':
      return renderCitation(node, rendering);
    case 'mention':
      return renderMention(node, rendering);
    case 'crossReference':
      return renderReference(node, rendering);
    default:
      return '';
  }
}

/** The last part of the ids that join a note and its mark in the text. */
export function noteKey(note: Node, number: number, { notePrefix = '' }: Rendering): string {
  const prefix = notePrefix.replace(/[^A-Za-z0-9_-]/g, '');
  return prefix + (isBlockId(note.attrs.id) ? note.attrs.id : `n${number}`);
}

function renderNoteMark(note: Node, rendering: Rendering): string {
  const number = rendering.nextNote++;
  const key = noteKey(note, number, rendering);
  const label = escapeHtml(`${rendering.words.note} ${number}`);
  const link = `<a href="#fn-${key}" id="fnref-${key}" role="doc-noteref" aria-label="${label}">${number}</a>`;
  return `<sup class="note-mark" data-added>${link}</sup>`;
}

function renderCitation({ attrs }: Node, { sourceLabel, words }: Rendering): string {
  const label = isUuid(attrs.sourceId) ? sourceLabel(attrs.sourceId) : null;
  const locator = typeof attrs.locator === 'string' ? attrs.locator : '';
  if (label === null) return `<span class="citation gone">(${escapeHtml(words.deletedSource)})</span>`;
  const data = ` data-citation="${attrs.sourceId}" data-locator="${escapeHtml(locator)}"`;
  return `<span class="citation"${data}>(${escapeHtml(locator === '' ? label : `${label}, ${locator}`)})</span>`;
}

function renderMention({ attrs }: Node, { personName, words }: Rendering): string {
  const name = isUuid(attrs.personId) ? personName(attrs.personId) : null;
  if (name === null) return `<span class="mention gone">${escapeHtml(words.formerPerson)}</span>`;
  return `<span class="mention" data-mention="${attrs.personId}">${escapeHtml(name)}</span>`;
}

function renderReference({ attrs }: Node, { sectionLabel, blockLabel, words }: Rendering): string {
  const isSection = attrs.targetKind === 'section';
  const id = isBlockId(attrs.targetId) ? attrs.targetId : null;
  const label = id === null ? null : isSection ? sectionLabel(id) : blockLabel(id);
  if (label === null) {
    const gone = isSection ? words.deletedSection : words.deletedBlock;
    return `<span class="reference gone">${escapeHtml(gone)}</span>`;
  }
  const data = `data-reference="${isSection ? 'section' : 'block'}" data-target-id="${id}"`;
  return `<a class="reference" href="#${isSection ? 's' : 'b'}-${id}" ${data}>${escapeHtml(label)}</a>`;
}
