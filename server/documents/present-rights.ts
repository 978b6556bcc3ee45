// What of the rights in a document leaves the server: plain objects that hold only what their reader may know. The
// rest of a document is presented by domain/document/presented.ts, which components take too.

import type { PersonRef } from '../../domain/document/presented.ts';
import type { DocumentRight } from '../../domain/document/rights.ts';

/** What can be done and by whom, for one place of a document. */
export type RightsView = {
  place: { sectionId: string | null; title: string; isStopped: boolean };
  /** May the reader change rights here? */
  canManage: boolean;
  holders: RightsHolder[];
  /** Whom a right can be granted to; empty unless `canManage`. */
  candidates: { kind: 'person' | 'organisation'; id: string; name: string; detail: string }[];
};

export type RightsHolder = {
  kind: 'person' | 'organisation';
  id: string;
  name: string;
  /** For a person the names of their organisations, in the reader's language. */
  detail: string;
  /** What they can do here now. */
  right: DocumentRight;
  /** What they could do without a lock and adoption. */
  granted: DocumentRight;
  /** The grant at this very place; null when the right comes from elsewhere. */
  ownGrant: DocumentRight | null;
  reasons: RightsReason[];
};

/**
 * Why somebody can do what they can: the first one decides what is granted, `locked` and `adopted` say what caps it.
 * `from` null is the document as a whole, or a section above that the reader does not see.
 */
export type RightsReason =
  | { state: 'granted'; right: DocumentRight; from: { sectionId: string; title: string } | null; isHere: boolean }
  | {
      state: 'organisation';
      right: DocumentRight;
      organisation: string;
      from: { sectionId: string; title: string } | null;
      isHere: boolean;
    }
  | { state: 'administrator' }
  | { state: 'stopped'; at: { sectionId: string; title: string } }
  | { state: 'locked'; by: PersonRef; at: { sectionId: string; title: string } }
  | { state: 'adopted' };
