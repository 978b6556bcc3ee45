// From headings and blocks to sections: levels without gaps, numbers that Kaasa gives itself taken off, what stands
// before the first heading in a section of its own. No word is lost. Rule OP2 in docs/spec/documents.md.

import { fail, ok, type Result } from '../../result.ts';
import { type Body, readBody } from '../body.ts';
import { identify } from '../identify.ts';
import type { NodeJson } from '../reading.ts';
import { MAX_LEVELS, MAX_SECTION_TITLE, MAX_SECTIONS, type SectionKind } from '../section.ts';
import { wordCount } from '../text.ts';
import { type ImportItem, paragraph, textNodes } from './items.ts';
import { countsThrough, headingNumber, numbersIn, withoutNumber } from './numbers.ts';

export type ImportedSection = { level: number; kind: SectionKind; title: string; body: Body };

/** Titles for text that has no heading: before the first one, or in a file without any. */
export type Untitled = { before: string; whole: string };

type Draft = { level: number; heading: string | null; blocks: NodeJson[] };
type Numbering = 'none' | 'ours' | 'foreign';

/** Fails `import-empty` without a word, `too-many-sections`, and `body-invalid` when a section is too long. */
export function importedSections(
  items: readonly ImportItem[],
  untitled: Untitled,
  newId: () => string,
): Result<ImportedSection[]> {
  const drafts = nested(draftsOf(items));
  const numbers = numbersIn(items);
  const numbering: Numbering = numbers.length === 0 ? 'none' : countsThrough(numbers) ? 'ours' : 'foreign';
  if (drafts.length > MAX_SECTIONS) return fail('too-many-sections', { params: { limit: MAX_SECTIONS } });
  const sections: ImportedSection[] = [];
  for (const [i, draft] of drafts.entries()) {
    const { title, rest } = titleOf(draft, numbering, drafts.length > 1 ? untitled.before : untitled.whole);
    const body = bodyOf([...rest, ...draft.blocks], newId);
    if (!body.ok) return body;
    sections.push({ level: draft.level, kind: kindOf(drafts, i, numbering), title, body: body.value });
  }
  const hasWords = sections.some(({ body }, i) => drafts[i]?.heading !== null || wordCount(body) > 0);
  return hasWords ? ok(sections) : fail('import-empty');
}

/**
 * The title that a file gives itself: its first heading, when all others stand below it and it has no text of its own,
 * and the sections without it. Else the first heading stays where it is and gives its words only. '' without a heading.
 */
export function takeTitle(sections: readonly ImportedSection[]): { title: string; sections: ImportedSection[] } {
  const [first, ...rest] = sections;
  const isTitle = first && rest.length > 0 && rest.every(({ level }) => level > 1) && wordCount(first.body) === 0;
  if (!isTitle) return { title: first?.title ?? '', sections: [...sections] };
  return { title: first.title, sections: rest.map((section) => ({ ...section, level: section.level - 1 })) };
}

function draftsOf(items: readonly ImportItem[]): Draft[] {
  const drafts: Draft[] = [];
  for (const item of items) {
    if (item.type === 'heading') drafts.push({ level: item.level, heading: item.text, blocks: [] });
    else if (drafts.length > 0) drafts.at(-1)?.blocks.push(item.node);
    else drafts.push({ level: 0, heading: null, blocks: [item.node] });
  }
  return drafts;
}

/** Levels from 1 on without gaps: what is deeper than the heading before it is one deeper. */
function nested(drafts: readonly Draft[]): Draft[] {
  const way: number[] = [];
  return drafts.map((draft) => {
    while ((way.at(-1) ?? -1) >= draft.level) way.pop();
    if (draft.heading !== null) way.push(draft.level);
    return { ...draft, level: Math.min(Math.max(1, way.length), MAX_LEVELS) };
  });
}

/** Where the file numbers headings, those without a number stay without, but for one that has numbered ones below. */
function kindOf(drafts: readonly Draft[], i: number, numbering: Numbering): SectionKind {
  const draft = drafts[i];
  if (numbering === 'foreign' || draft?.heading === null) return drafts.length === 1 ? 'numbered' : 'unnumbered';
  const isNumbered = ({ heading }: Draft) => heading !== null && headingNumber(heading) !== null;
  if (numbering === 'none' || !draft || isNumbered(draft)) return 'numbered';
  const end = drafts.findIndex(({ level }, at) => at > i && level <= draft.level);
  return drafts.slice(i + 1, end === -1 ? undefined : end).some(isNumbered) ? 'numbered' : 'unnumbered';
}

/** A heading that is too long for a title goes on as the first words of the text. */
function titleOf({ heading }: Draft, numbering: Numbering, untitled: string): { title: string; rest: NodeJson[] } {
  if (heading === null) return { title: untitled, rest: [] };
  const words = numbering === 'ours' ? withoutNumber(heading) : heading;
  if (words.length <= MAX_SECTION_TITLE) return { title: words, rest: [] };
  const space = words.lastIndexOf(' ', MAX_SECTION_TITLE);
  const end = space > 0 ? space : MAX_SECTION_TITLE - 1;
  return {
    title: words.slice(0, end).toWellFormed(),
    rest: [paragraph(textNodes(words.slice(end).trim().toWellFormed()))],
  };
}

function bodyOf(blocks: readonly NodeJson[], newId: () => string): Result<Body> {
  const body = readBody({ type: 'doc', content: blocks.length > 0 ? blocks : [paragraph([])] });
  return body.ok ? ok(identify(body.value, newId)) : body;
}
