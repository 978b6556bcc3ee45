// The numbers of sections. They are derived over all living sections and stored nowhere, so that no move leaves a
// wrong one behind. Rule TR6.

import { DOCUMENT_LANGUAGES, type DocumentLanguage } from './document.ts';
import { livingSections, type Tree } from './tree.ts';

/** What an annex is called before its number, in the language of the text. */
const ANNEX_WORDS: Record<DocumentLanguage, string> = {
  et: 'Lisa',
  en: 'Annex',
  ru: 'Приложение',
  de: 'Anhang',
  fr: 'Annexe',
  lb: 'Unhang',
  nl: 'Bijlage',
  pl: 'Załącznik',
  da: 'Bilag',
  fi: 'Liite',
  lv: 'Pielikums',
  lt: 'Priedas',
};

/**
 * The number of every living section by its id, '' for one that has none. Annexes count through the whole document in
 * the order of the text, wherever they stand; a numbered section counts among the numbered ones beside it, after the
 * number of the section above.
 */
export function numberSections(tree: Tree, language: string): Map<string, string> {
  const numbers = new Map<string, string>();
  const counted = new Map<string | null, number>();
  let annexes = 0;
  const next = (parentId: string | null) => {
    const count = (counted.get(parentId) ?? 0) + 1;
    counted.set(parentId, count);
    return count;
  };
  for (const { section } of livingSections(tree)) {
    const { id, parentId, kind } = section;
    const above = parentId === null ? null : numbers.get(parentId);
    if (kind === 'annex') numbers.set(id, `${annexWord(language)} ${++annexes}`);
    else if (kind === 'unnumbered' || above === '') numbers.set(id, '');
    else numbers.set(id, above ? `${above}.${next(parentId)}` : `${next(parentId)}`);
  }
  return numbers;
}

/** A language that no document has yet gets the English word. */
function annexWord(language: string): string {
  return ANNEX_WORDS[DOCUMENT_LANGUAGES.find((known) => known === language) ?? 'en'];
}
