// Markdown on public pages: what it may build, and what it may never.

import { describe, expect, test } from 'vitest';
import { fillIn, renderMarkdown } from '../../../server/site/markdown.ts';
import { expectInert, textOf } from '../../support/markup.ts';
import { PAYLOADS } from '../../support/payloads.ts';

const rendered = (text: string) => renderMarkdown(text).markup;

describe('Markdown', () => {
  test('builds paragraphs, lists, emphasis and links', () => {
    expect(rendered('Üks *kaks*\n\n- [kolm](https://example.ee)')).toBe(
      '<p>Üks <em>kaks</em></p>\n<ul>\n<li><a href="https://example.ee">kolm</a></li>\n</ul>',
    );
  });

  test.each([
    ['# A\n\n## B', '<h2>A</h2>\n<h3>B</h3>'],
    ['## A\n\n### B', '<h2>A</h2>\n<h3>B</h3>'],
    ['### A\n\n# B', '<h4>A</h4>\n<h2>B</h2>'],
    ['# A\n\n###### B', '<h2>A</h2>\n<h6>B</h6>'],
    ['A\n===', '<h2>A</h2>'],
    ['no heading', '<p>no heading</p>'],
  ])('begins its headings at the second level: %j', (text, markup) => {
    expect(rendered(text)).toBe(markup);
  });

  test('never builds anything that runs or loads', () => {
    for (const payload of PAYLOADS) {
      expectInert(rendered(payload), payload);
      expect(rendered(payload)).not.toMatch(/<img|<script/);
    }
  });

  test('keeps what it does not understand as text', () => {
    expect(textOf(rendered('<b>5 < 6 & 7 > 2</b>'))).toBe('<b>5 < 6 & 7 > 2</b>');
  });

  test.each(['>', '> ', '- ', '1. ', '9) ', '* > '])(
    'that nests %j thousands of times is cut off in the depth',
    (piece) => {
      const markup = rendered(piece.repeat(20_000 / piece.length));
      expect(markup.match(/<(ul|ol|blockquote)/g)?.length).toBeLessThanOrEqual(32);
    },
  );

  test('nested as people do it stays nested', () => {
    expect(rendered('> - a\n>   1. b').match(/<(ul|ol|blockquote)>/g)).toEqual(['<blockquote>', '<ul>', '<ol>']);
  });
});

describe('a placeholder', () => {
  test('is replaced by its value as text, an address by a link', () => {
    const values = { name: '*Kaasa* [x](https://evil.example) <b>', contact: 'kaasa@example.ee', days: 30 };
    expect(textOf(rendered(fillIn('{name} {days}', values)))).toBe('*Kaasa* [x](https://evil.example) <b> 30');
    expect(rendered(fillIn('{contact}', values))).toContain('<a href="mailto:kaasa@example.ee">');
  });

  test('that is unknown stays', () => {
    expect(fillIn('{constructor} {other}', { name: '' })).toBe('{constructor} {other}');
  });
});
