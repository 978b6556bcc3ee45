// The footnotes of a body as a list that leads back into the text.

import type { Node } from '@tiptap/pm/model';
import { escapeHtml, Html } from '../../html.ts';
import { noteKey, renderInline } from './inline.ts';
import { type Rendering, type Surroundings, startRendering } from './surroundings.ts';

function footnotes(body: Node): Node[] {
  const found: Node[] = [];
  body.descendants((node) => {
    if (node.type.name === 'footnote') found.push(node);
  });
  return found;
}

/** How many numbers the footnotes of this body take. */
export function footnoteCount(body: Node): number {
  return footnotes(body).length;
}

/** The notes of a body, numbered from `firstFootnote`; nothing at all when there are none. */
export function renderNotes(body: Node, surroundings: Surroundings): Html {
  const notes = footnotes(body);
  if (notes.length === 0) return new Html('');
  const first = surroundings.firstFootnote;
  const rendering = startRendering(surroundings);
  const items = notes.map((note, i) => renderNote(note, first + i, rendering)).join('');
  const last = first + notes.length - 1;
  const label = `${surroundings.words.notes} ${last === first ? first : `${first}–${last}`}`;
  return new Html(
    `<section class="notes" role="doc-endnotes" aria-label="${escapeHtml(label)}"><ol start="${first}">${items}</ol></section>`,
  );
}

function renderNote(note: Node, number: number, rendering: Rendering): string {
  const key = noteKey(note, number, rendering);
  const label = escapeHtml(`${rendering.words.backToNote} ${number}`);
  const back = `<a href="#fnref-${key}" role="doc-backlink" aria-label="${label}">↩</a>`;
  return `<li id="fn-${key}">${renderInline(note, rendering)} ${back}</li>`;
}
