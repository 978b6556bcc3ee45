// What comes from a word processor or a web page, made into HTML that the schema's own rules read well: looks go, what
// they mean stays (bold, lists, levels, notes). HTML of our own editor is left as it is.

import { buildWordLists, mendNestedLists } from './pasted-lists.ts';
import { gatherNotes } from './pasted-notes.ts';

export type CleanedPaste = {
  html: string;
  /** Pictures that were in it; none of them stays, for they lie elsewhere. */
  pictures: number;
};

/** Needs a browser: the HTML is read by its parser, which runs no script and loads nothing. */
export function cleanPastedHtml(html: string): CleanedPaste {
  if (html.includes('data-pm-slice')) return { html, pictures: 0 };
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  remove(
    body,
    'style, script, title, meta, link, template, [hidden], [style*="mso-hide:all"], .Apple-interchange-newline',
  );
  gatherNotes(body);
  buildWordLists(body);
  mendNestedLists(body);
  const pictures = body.querySelectorAll('img, picture').length;
  remove(body, 'img, picture, svg');
  mendHeadings(body);
  mendLooks(body);
  mendLineBreaks(body);
  removeEmpty(body);
  return { html: body.innerHTML, pictures };
}

function remove(root: Element, selector: string): void {
  for (const found of root.querySelectorAll(selector)) found.remove();
}

/** Word's title is a paragraph of a class; where no heading may stand it is a bold paragraph. */
function mendHeadings(body: Element): void {
  for (const title of body.querySelectorAll('p.MsoTitle')) rename(title, 'h1');
  for (const heading of body.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    for (const bold of heading.querySelectorAll('b, strong')) unwrap(bold);
    for (const part of heading.querySelectorAll<HTMLElement>('[style]')) part.style.fontWeight = '';
    if (heading.closest('td, th, li, blockquote') === null) continue;
    const bold = document.createElement('b');
    bold.append(...heading.childNodes);
    rename(heading, 'p').append(bold);
  }
}

/** Raised and lowered words are so by style only; a link's underline says nothing; of languages the programs guess. */
function mendLooks(body: Element): void {
  for (const part of body.querySelectorAll<HTMLElement>('span[style], font[style]')) {
    const { verticalAlign } = part.style;
    if (verticalAlign === 'super' || verticalAlign === 'sub')
      wrapContent(part, verticalAlign === 'super' ? 'sup' : 'sub');
  }
  for (const part of body.querySelectorAll<HTMLElement>('a [style], a[style]')) part.style.textDecoration = '';
  for (const line of body.querySelectorAll('a u')) unwrap(line);
  for (const part of body.querySelectorAll('[lang]')) part.removeAttribute('lang');
}

/** Line ends in preformatted text are line breaks; a break between blocks is none. */
function mendLineBreaks(body: Element): void {
  for (const block of body.querySelectorAll('pre')) {
    const paragraph = document.createElement('p');
    for (const [at, line] of (block.textContent ?? '').replace(/\n$/, '').split('\n').entries()) {
      if (at > 0) paragraph.append(document.createElement('br'));
      paragraph.append(line);
    }
    block.replaceWith(paragraph);
  }
  for (const lineBreak of body.querySelectorAll('br')) {
    if (isBlock(besides(lineBreak, 'previousSibling')) || isBlock(besides(lineBreak, 'nextSibling')))
      lineBreak.remove();
  }
}

/** The nearest node on one side that is more than white space. */
function besides(node: Node, side: 'previousSibling' | 'nextSibling'): Node | null {
  let beside = node[side];
  while (beside instanceof Text && beside.data.trim() === '') beside = beside[side];
  return beside;
}

function isBlock(node: Node | null): boolean {
  return node instanceof Element && node.matches('p, div, ul, ol, table, blockquote, h1, h2, h3, h4, h5, h6');
}

/** Programs keep their distances by paragraphs without words. */
function removeEmpty(body: Element): void {
  for (const block of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
    const isAlone = block.parentElement?.matches('td, th, li') && block.parentElement.childElementCount === 1;
    if ((block.textContent ?? '').trim() === '' && !block.querySelector('[data-footnote]') && !isAlone) block.remove();
  }
}

function rename(element: Element, tag: string): Element {
  const renamed = document.createElement(tag);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

function wrapContent(element: Element, tag: string): void {
  const inner = document.createElement(tag);
  inner.append(...element.childNodes);
  element.append(inner);
}
