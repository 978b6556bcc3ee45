// The rows on which rights in documents rest, as they are loaded for one viewer, for all who have a document open, and
// for lists.

import { and, eq, isNull, or, type SQL } from 'drizzle-orm';
import { isAmong } from '../../db/array.ts';
import type { Db } from '../../db/database.ts';
import { grants } from '../../db/schema/document-rights.ts';
import { documents, sections } from '../../db/schema/documents.ts';
import { organisations } from '../../db/schema/organisations.ts';
import type { Grant, RightsSubject } from '../../domain/document/rights.ts';

export type SectionRow = typeof sections.$inferSelect;
export type DocumentRow = typeof documents.$inferSelect;
export type HeldGrant = Grant & { documentId: string };

/** `grants` are everybody's, but those of archived organisations: they give nothing until these are back. */
export type DocumentFacts = { document: DocumentRow; sections: SectionRow[]; grants: HeldGrant[] };

/** `update` makes changes of tree and rights take turns; `share` keeps them away while something else is changed. */
export type DocumentLock = 'update' | 'share';

type FactsAsked = {
  lock?: DocumentLock | undefined;
  /** Whose rights are asked: a document in which nothing is granted to them is answered for as quickly as none at all. */
  subject?: RightsSubject;
};

/**
 * Null for an unknown id, which must be one (UUID), and for one in which nothing is granted to `subject`. Trashed
 * documents and sections are there too.
 */
export async function loadFacts(
  db: Db,
  documentId: string,
  { lock, subject }: FactsAsked = {},
): Promise<DocumentFacts | null> {
  const query = db.select().from(documents).where(eq(documents.id, documentId));
  const [document] = lock ? await query.for(lock) : await query;
  if (!document) return null;
  const held = await liveGrants(db, eq(grants.documentId, documentId));
  if (subject && !mayHold(subject, held)) return null;
  const rows = await db.select().from(sections).where(eq(sections.documentId, documentId));
  return { document, sections: rows, grants: held };
}

function mayHold({ standing, personId, organisationIds }: RightsSubject, held: readonly Grant[]): boolean {
  if (standing !== 'person') return true;
  return held.some(({ subjectId }) => subjectId === personId || organisationIds.includes(subjectId));
}

/** All that is granted to the subject, in any document. */
export async function grantsTo(db: Db, { personId, organisationIds }: RightsSubject): Promise<HeldGrant[]> {
  if (personId === null) return [];
  return liveGrants(db, or(eq(grants.userId, personId), isAmong(grants.organisationId, organisationIds)));
}

async function liveGrants(db: Db, filter: SQL | undefined): Promise<HeldGrant[]> {
  const { documentId, sectionId, userId, organisationId, right } = grants;
  const rows = await db
    .select({ documentId, sectionId, userId, organisationId, right })
    .from(grants)
    .leftJoin(organisations, eq(organisations.id, organisationId))
    .where(and(filter, isNull(organisations.archivedAt)));
  return rows.map((row) => ({ ...row, subjectId: row.userId ?? row.organisationId ?? '' }));
}
