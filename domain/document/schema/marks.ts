// What may be said of a stretch of text. Marks stand on text only: Yjs keeps none on anything else.

import type { MarkSpec } from '@tiptap/pm/model';
import { attribute, isHref, isLanguageTag } from './attributes.ts';
import { readRequired } from './parsing.ts';

const LINK: MarkSpec = {
  inclusive: false,
  attrs: { href: attribute('href', isHref) },
  parseDOM: [
    {
      tag: 'a[href]',
      getAttrs: (element) => {
        const href = element.getAttribute('href');
        return readRequired([[href, isHref]], { href });
      },
    },
  ],
  toDOM: (mark) => ['a', { href: mark.attrs.href, rel: 'noopener noreferrer' }, 0],
};

/** Words in another language than the document's (WCAG 2.2, 3.1.2), also for the spelling checker. */
const LANGUAGE: MarkSpec = {
  attrs: { code: attribute('code', isLanguageTag) },
  parseDOM: [
    {
      tag: 'span[lang]',
      getAttrs: (element) => {
        const code = element.getAttribute('lang');
        return readRequired([[code, isLanguageTag]], { code });
      },
    },
  ],
  toDOM: (mark) => ['span', { lang: mark.attrs.code }, 0],
};

const BOLD: MarkSpec = {
  parseDOM: [
    { tag: 'strong' },
    // Google Docs wraps whatever is copied in a <b> that means nothing.
    { tag: 'b', getAttrs: (element) => element.style.fontWeight !== 'normal' && null },
    { style: 'font-weight', getAttrs: (value) => /^(bold|bolder|[6-9]00)$/.test(value) && null },
  ],
  toDOM: () => ['strong', 0],
};

const ITALIC: MarkSpec = {
  parseDOM: [{ tag: 'em' }, { tag: 'i' }, { style: 'font-style=italic' }],
  toDOM: () => ['em', 0],
};

const UNDERLINE: MarkSpec = {
  parseDOM: [{ tag: 'u' }, { style: 'text-decoration=underline' }],
  toDOM: () => ['u', 0],
};

const STRIKE: MarkSpec = {
  parseDOM: [{ tag: 's' }, { tag: 'del' }, { tag: 'strike' }, { style: 'text-decoration=line-through' }],
  toDOM: () => ['s', 0],
};

const LOWER_OR_HIGHER = 'subscript superscript';

const SUBSCRIPT: MarkSpec = {
  excludes: LOWER_OR_HIGHER,
  parseDOM: [{ tag: 'sub' }],
  toDOM: () => ['sub', 0],
};

const SUPERSCRIPT: MarkSpec = {
  excludes: LOWER_OR_HIGHER,
  parseDOM: [{ tag: 'sup' }],
  toDOM: () => ['sup', 0],
};

/** From the outermost in HTML to the innermost: a link around bold words stays one link. */
export const MARK_SPECS = {
  link: LINK,
  language: LANGUAGE,
  bold: BOLD,
  italic: ITALIC,
  underline: UNDERLINE,
  strike: STRIKE,
  subscript: SUBSCRIPT,
  superscript: SUPERSCRIPT,
} satisfies Record<string, MarkSpec>;
export type MarkName = keyof typeof MARK_SPECS;
