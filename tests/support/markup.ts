// Judges the markup of a static page without a browser: every tag must be one of ours, written as we write it,
// and once they are taken away no angle bracket may be left.

import { expect } from 'vitest';

const TAG = /<\/?([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*>/g;
const ATTRIBUTE = /([a-z-]+)(?:="([^"]*)")?/g;

const TAGS = new Set(
  `html head meta title link script body a img header nav ul ol li span main h1 h2 h3 h4 h5 h6 p div section article
   footer form label input button strong em code pre blockquote hr br
   u s sub sup figure figcaption table caption colgroup col thead tbody tr th td`.split(/\s+/),
);
const ATTRIBUTES = new Set(
  `lang style charset name content rel href hreflang as type crossorigin src defer class id tabindex alt height for
   value autocomplete inputmode required role method action novalidate start title
   role loading scope colspan rowspan`.split(/\s+/),
);
const ADDRESS = /^(\/(?!\/)|#|https?:\/\/|mailto:|tel:|$)/;

/** Fails unless the page is inert: no script of its own, no handler, no address that runs anything. */
export function expectInert(markup: string, hint = ''): void {
  expect(markup.replace(/^<!doctype html>/, '').replace(TAG, ''), hint).not.toMatch(/[<>]/);
  for (const [, tag = '', attributes = ''] of markup.matchAll(TAG)) {
    expect(TAGS, hint).toContain(tag);
    for (const [, name = '', value] of attributes.matchAll(ATTRIBUTE)) expectInertAttribute(tag, name, value, hint);
  }
  expect(markup, hint).not.toMatch(/<script(?! src="\/assets\/site\.[\w-]{22}\.js" defer><\/script>)/);
}

function expectInertAttribute(tag: string, name: string, value: string | undefined, hint: string): void {
  expect(name.startsWith('aria-') || name.startsWith('data-') || ATTRIBUTES.has(name), `${hint} ${tag} ${name}`).toBe(
    true,
  );
  if (name === 'href' || name === 'src' || name === 'action') expect(value, hint).toMatch(ADDRESS);
  if (name === 'style')
    expect(`${tag} ${value}`, hint).toMatch(/^(html --brand:#[0-9a-f]{6}|(col|figure) width:\d{2,3}%|col width:\d%)$/i);
}

const REFERENCES = { lt: '<', gt: '>', quot: '"', amp: '&' };

/** The texts between tags, with character references read back. */
export function textOf(markup: string): string {
  return markup
    .replace(TAG, '')
    .replace(/&(?:#(\d+)|(lt|gt|quot|amp));/g, (_, code, name: keyof typeof REFERENCES) =>
      code ? String.fromCodePoint(Number(code)) : REFERENCES[name],
    );
}
