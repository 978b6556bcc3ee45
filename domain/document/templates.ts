// The templates: which sections a new document of each kind begins with, and in which language their titles stand.
// Rule DO2 in docs/spec/documents.md.

import { isLocale, type Locale } from '../locale.ts';
import type { DocumentKind } from './document.ts';
import type { PlannedSection } from './planned.ts';
import { GUIDELINE, PRACTICE } from './templates/practice.ts';
import { PROGRAMME } from './templates/programme.ts';
import { DEVELOPMENT_PLAN, STRATEGY } from './templates/strategy.ts';
import type { TemplateSection } from './templates/template.ts';

const TEMPLATES: Record<DocumentKind, readonly TemplateSection[]> = {
  'development-plan': DEVELOPMENT_PLAN,
  strategy: STRATEGY,
  programme: PROGRAMME,
  guideline: GUIDELINE,
  practice: PRACTICE,
  blank: [],
};

/** The language in which a document of `language` gets its titles: its own, else English, which a page must say. */
export function templateLanguage(language: string): Locale {
  return isLocale(language) ? language : 'en';
}

/** The sections of the template in the order of the text. */
export function templateSections(kind: DocumentKind, language: string): PlannedSection[] {
  return flattened(TEMPLATES[kind], templateLanguage(language), 1);
}

function flattened(sections: readonly TemplateSection[], language: Locale, level: number): PlannedSection[] {
  return sections.flatMap(({ kind, title, hint, sections: below }) => [
    { level, kind, title: title[language], hint },
    ...flattened(below, language, level + 1),
  ]);
}

const SECTION_WORD: Record<Locale, string> = { et: 'Jaotis', en: 'Section', ru: 'Раздел' };

/** Exactly `count` sections: the template's first ones, then numbered ones without hints. */
export function exactSections(kind: DocumentKind, language: string, count: number): PlannedSection[] {
  const planned = templateSections(kind, language).slice(0, count);
  const word = SECTION_WORD[templateLanguage(language)];
  const missing = Array.from({ length: count - planned.length }, (_, i): PlannedSection => {
    return { level: 1, kind: 'numbered', title: `${word} ${planned.length + i + 1}`, hint: null };
  });
  return [...planned, ...missing];
}

/**
 * The title that the template has in `to` for a section that is still called as the template named it in `from`; any
 * other title stays as it is.
 */
export function translatedTitle(kind: DocumentKind, title: string, from: string, to: string): string {
  if (!isLocale(from) || !isLocale(to)) return title;
  const [originals, translated] = [templateSections(kind, from), templateSections(kind, to)];
  return translated[originals.findIndex((section) => section.title === title)]?.title ?? title;
}
