// Markdown that administrators write, as markup for a public page. Raw HTML comes out as text, and links lead
// only where links may lead.

import { micromark } from 'micromark';
import { Html } from '../../domain/html.ts';

/** No pictures: one from elsewhere would tell a stranger who reads the page. What was meant as one becomes a link. */
const NO_PICTURES = { disable: { null: ['labelStartImage'] } };

/** A line that opens quotes and lists deeper than anybody reads; parsing takes the square of their number. */
const TOO_DEEP = /^((?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))){16})/gm;

/** The highest headings of the text come out as h2, for the page has its own h1; the others keep their distance. */
export function renderMarkdown(text: string): Html {
  const markup = micromark(text.replace(TOO_DEEP, '$1 \\'), { extensions: [NO_PICTURES] });
  // micromark escapes whatever was typed, so a heading's tag can only be its own.
  const levels = Array.from(markup.matchAll(/<h([1-6])>/g), ([, level]) => Number(level));
  const shift = 2 - Math.min(...levels);
  return new Html(
    markup.replace(/<(\/?)h([1-6])>/g, (_, slash, level) => `<${slash}h${Math.min(6, Number(level) + shift)}>`),
  );
}

/** Puts values into `{placeholders}`; they count as text, whatever they hold. Unknown placeholders stay as they are. */
export function fillIn(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? whole : asMarkdown(String(value));
  });
}

/** An address as a link, everything else with each mark of Markdown escaped. */
function asMarkdown(text: string): string {
  if (/^[\w.+-]+@[\w.-]+$/.test(text)) return `<${text}>`;
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&').replace(/\s+/g, ' ');
}
