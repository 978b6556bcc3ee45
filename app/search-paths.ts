// Where a place that was found is: the section or paragraph on the page of its document.

import type { SearchHit } from '../server/search/present.ts';

type Place = Pick<SearchHit, 'documentId' | 'sectionId' | 'blockId'>;

/** Without the language in front. */
export function hitPath({ documentId, sectionId }: Place): string {
  return `/documents/${documentId}${sectionId === null ? '' : `#s-${sectionId}`}`;
}

/** The very paragraph of the snippet; the section where there is none. */
export function passagePath(hit: Place): string {
  return hit.blockId === null ? hitPath(hit) : `/documents/${hit.documentId}#b-${hit.blockId}`;
}
