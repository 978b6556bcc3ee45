// Judges whether the elements of a piece of markup stand where HTML lets them: a browser would move the others about,
// and what people see would not be what was written. Only elements that the renderers use are known.

import { expect } from 'vitest';

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)>/g;
const VOID = new Set(['br', 'img', 'col']);

const PHRASING = '#text br img a span strong em u s sub sup'.split(' ');
const FLOW = [...PHRASING, ...'p h1 h2 h3 h4 h5 h6 ul ol blockquote div figure table section'.split(' ')];
const CELLS = ['th', 'td'];

const CHILDREN: Record<string, readonly string[]> = {
  ...Object.fromEntries(
    'p h1 h2 h3 h4 h5 h6 a span strong em u s sub sup caption'.split(' ').map((t) => [t, PHRASING]),
  ),
  ...Object.fromEntries('body li blockquote div section th td'.split(' ').map((tag) => [tag, FLOW])),
  ul: ['li'],
  ol: ['li'],
  figure: [...FLOW, 'figcaption'],
  figcaption: FLOW,
  table: ['caption', 'colgroup', 'thead', 'tbody'],
  colgroup: ['col'],
  thead: ['tr'],
  tbody: ['tr'],
  tr: CELLS,
};

/** Fails unless every element is closed, stands where it may, no link is in a link and no id is given twice. */
export function expectWellNested(markup: string): void {
  const open = ['body'];
  let at = 0;
  for (const match of markup.matchAll(TAG)) {
    expectTextAllowed(markup.slice(at, match.index), open);
    at = match.index + match[0].length;
    enterOrLeave(open, match[1] === '/', match[2] ?? '');
  }
  expectTextAllowed(markup.slice(at), open);
  expect(open, 'left open').toEqual(['body']);
  const ids = [...markup.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
  expect(ids.length - new Set(ids).size, 'ids given twice').toBe(0);
}

function expectTextAllowed(text: string, open: readonly string[]): void {
  if (text !== '') expectAllowed('#text', open);
}

/** An assertion costs more than the look-up, and there are a hundred thousand. */
function expectAllowed(child: string, open: readonly string[]): void {
  const allowed = CHILDREN[open.at(-1) ?? ''];
  if (!allowed?.includes(child)) expect.fail(`${child} in ${open.join(' ')}`);
}

function enterOrLeave(open: string[], isEnd: boolean, tag: string): void {
  if (isEnd) {
    expect(open.pop()).toBe(tag);
    return;
  }
  expectAllowed(tag, open);
  if (tag === 'a') expect(open, 'a link in a link').not.toContain('a');
  if (!VOID.has(tag)) open.push(tag);
}
