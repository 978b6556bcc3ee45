// The one renderer of bodies: static pages, mails, previews and components all show what it writes. It makes strings,
// without a DOM, fast enough to write a whole document at every request.

import type { Node } from '@tiptap/pm/model';
import { escapeHtml, Html } from '../../html.ts';
import {
  CALLOUT_KINDS,
  isAlternative,
  isBlockId,
  isImageWidth,
  isOneOf,
  isUuid,
  isWholeNumber,
  MAX_HEADING_LEVEL,
  MAX_LIST_START,
} from '../schema/attributes.ts';
import { renderInline } from './inline.ts';
import { type Rendering, type Surroundings, startRendering } from './surroundings.ts';
import { renderTable } from './table.ts';

/** The blocks of a body; its notes are apart (`renderNotes`). Inert and well-formed whatever the body holds. */
export function renderBody(body: Node, surroundings: Surroundings): Html {
  return new Html(renderBlocks(body, startRendering(surroundings)));
}

function renderBlocks(parent: Node, rendering: Rendering): string {
  let markup = '';
  for (const child of parent.children) markup += renderBlock(child, rendering);
  return markup;
}

function renderBlock(node: Node, rendering: Rendering): string {
  switch (node.type.name) {
    case 'paragraph':
      return `<p${idAttribute(node)}>${renderInline(node, rendering)}${permalink(node, rendering)}</p>`;
    case 'heading':
      return renderHeading(node, rendering);
    case 'bulletList':
      return `<ul${idAttribute(node)}>${renderBlocks(node, rendering)}</ul>`;
    case 'orderedList':
      return `<ol${idAttribute(node)}${startAttribute(node)}>${renderBlocks(node, rendering)}</ol>`;
    case 'listItem':
      return `<li${idAttribute(node)}>${renderBlocks(node, rendering)}</li>`;
    case 'blockquote':
      return `<blockquote${idAttribute(node)}>${renderBlocks(node, rendering)}</blockquote>`;
    case 'callout':
      return renderCallout(node, rendering);
    case 'table':
      return renderTableBlock(node, rendering);
    case 'image':
      return renderImage(node, rendering);
    default:
      return '';
  }
}

function idAttribute({ attrs }: Node): string {
  return isBlockId(attrs.id) ? ` id="b-${attrs.id}"` : '';
}

/** Empty, for the page's style draws it: it is no text of the paragraph, and hidden until wanted. */
function permalink(block: Node, rendering: Rendering): string {
  if (rendering.isInTable || block.childCount === 0 || !isBlockId(block.attrs.id)) return '';
  const label = escapeHtml(`${rendering.words.permalink} ${rendering.nextParagraph++}`);
  return `<a class="permalink" href="#b-${block.attrs.id}" aria-label="${label}" data-added></a>`;
}

function renderHeading(node: Node, rendering: Rendering): string {
  const level = isWholeNumber(node.attrs.level, 1, MAX_HEADING_LEVEL) ? node.attrs.level : 1;
  const tag = `h${Math.min(6, rendering.headingLevel + level)}`;
  const content = renderInline(node, rendering) + permalink(node, rendering);
  return `<${tag}${idAttribute(node)} data-level="${level}">${content}</${tag}>`;
}

function startAttribute({ attrs }: Node): string {
  return isWholeNumber(attrs.start, 2, MAX_LIST_START) ? ` start="${attrs.start}"` : '';
}

function renderCallout(node: Node, rendering: Rendering): string {
  const kind = isOneOf(node.attrs.kind, CALLOUT_KINDS) ? node.attrs.kind : 'note';
  const label = `<p class="callout-label" data-added>${escapeHtml(rendering.words.callouts[kind])}</p>`;
  const content = label + renderBlocks(node, rendering);
  return `<div class="callout" role="note" data-callout="${kind}"${idAttribute(node)}>${content}</div>`;
}

function renderTableBlock(node: Node, rendering: Rendering): string {
  rendering.isInTable = true;
  const markup = renderTable(node, rendering, { renderContent: (cell) => renderBlocks(cell, rendering), idAttribute });
  rendering.isInTable = false;
  return markup;
}

function renderImage(node: Node, rendering: Rendering): string {
  const { attachmentId } = node.attrs;
  const alt = isAlternative(node.attrs.alt) ? escapeHtml(node.attrs.alt) : '';
  const width = isImageWidth(node.attrs.width) ? node.attrs.width : 0;
  const data = isUuid(attachmentId)
    ? ` data-attachment-id="${attachmentId}" data-alt="${alt}" data-width="${width}"`
    : '';
  const picture = isUuid(attachmentId)
    ? `<img src="${escapeHtml(rendering.attachmentHref(attachmentId))}" alt="${alt}" loading="lazy">`
    : '';
  const caption = node.childCount === 0 ? '' : `<figcaption>${renderInline(node, rendering)}</figcaption>`;
  const style = width === 0 ? '' : ` style="width:${width}%"`;
  return `<figure${idAttribute(node)}${style}${data}>${picture}${caption}</figure>`;
}
