// Who may do what in a document: grants on the document and its sections, the nearest one counts, a lock caps.

export const DOCUMENT_RIGHTS = ['none', 'read', 'comment', 'suggest', 'edit', 'manage'] as const;
/** What somebody may do, each including those before it. */
export type DocumentRight = (typeof DOCUMENT_RIGHTS)[number];
/** What a grant says; `none` only on a section. */
export type GrantedRight = DocumentRight;

/** Does `right` include `needed`? */
export function includesRight(right: DocumentRight, needed: DocumentRight): boolean {
  return DOCUMENT_RIGHTS.indexOf(right) >= DOCUMENT_RIGHTS.indexOf(needed);
}
