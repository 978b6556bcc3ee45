// What a template is made of: sections with a title in every language of the interface and a hint of what belongs there.

import type { Locale } from '../../locale.ts';
import type { SectionKind } from '../section.ts';

/** Hints are written for those who work in Estonian or English. */
export type Hint = Record<'et' | 'en', string>;

export type TemplateSection = {
  kind: SectionKind;
  title: Record<Locale, string>;
  hint: Hint;
  sections: readonly TemplateSection[];
};

type Title = TemplateSection['title'];

/** A numbered section, with those below it. */
export function numbered(title: Title, hint: Hint, sections: readonly TemplateSection[] = []): TemplateSection {
  return { kind: 'numbered', title, hint, sections };
}

export function unnumbered(title: Title, hint: Hint): TemplateSection {
  return { kind: 'unnumbered', title, hint, sections: [] };
}

export function annex(title: Title, hint: Hint): TemplateSection {
  return { kind: 'annex', title, hint, sections: [] };
}
