// What the viewer of a request may do in one document: its row, all its sections and the rights on each, read
// together, so that every question of the same request is answered from the same facts.

import { and, eq, inArray, isNull, or, type SQL } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { grants } from '../../db/schema/document-rights.ts';
import { documents, sections } from '../../db/schema/documents.ts';
import { organisations } from '../../db/schema/organisations.ts';
import {
  type Grant,
  includesRight,
  NO_RIGHT,
  type PlaceRight,
  type RightsSubject,
  resolveRights,
  rightsSubject,
  seesAnything,
} from '../../domain/document/rights.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import type { Facts } from '../../domain/permission-rule.ts';
import { type Action, can } from '../../domain/permissions.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isRowId } from '../../domain/text.ts';
import type { Context } from '../context.ts';

export type SectionRow = typeof sections.$inferSelect;
export type DocumentRow = typeof documents.$inferSelect;

export type Access = {
  document: DocumentRow;
  /** All of the document's, trashed ones too; in no order. */
  sections: ReadonlyMap<string, SectionRow>;
  /** The viewer's right on a section, null for the document as a whole; nothing on a section that is not there. */
  at(sectionId: string | null): PlaceRight;
  /** Is it there, and neither it nor one above it trashed? */
  isLiving(sectionId: string): boolean;
};

/** `update` makes changes of tree and rights take turns; `share` keeps them away while something else is changed. */
export type DocumentLock = 'update' | 'share';

/**
 * Null when there is no such document or the viewer may read nothing of it; one in the trash is there only for those
 * who are granted `manage` on it. `lock` locks the document's row first: every change of tree or rights takes `update`.
 */
export async function loadAccess(
  ctx: Context,
  db: Db,
  documentId: string,
  lock?: DocumentLock,
): Promise<Access | null> {
  if (!isRowId(documentId)) return null;
  const query = db.select().from(documents).where(eq(documents.id, documentId));
  const [document] = lock ? await query.for(lock) : await query;
  if (!document) return null;
  const rows = await db.select().from(sections).where(eq(sections.documentId, document.id));
  const subject = rightsSubject(ctx.viewer);
  return accessOf(subject, document, rows, await grantsTo(db, subject, eq(grants.documentId, document.id)));
}

/** The same by a section of it. */
export async function loadAccessOfSection(
  ctx: Context,
  db: Db,
  sectionId: string,
  lock?: DocumentLock,
): Promise<Access | null> {
  if (!isRowId(sectionId)) return null;
  const place = { documentId: sections.documentId };
  const [row] = await db.select(place).from(sections).where(eq(sections.id, sectionId));
  return row ? loadAccess(ctx, db, row.documentId, lock) : null;
}

/**
 * `not-found` where the viewer may not even read, `section-gone` on a trashed section that they may read, `adopted`
 * or `locked` (`title`, `reason`) where the grant would do but a cap forbids, `forbidden` otherwise. A document in
 * the trash lets itself be managed, nothing else. On a trashed section only refusals differ: whoever goes on asks
 * `isLiving`.
 */
export function authoriseAt(ctx: Context, access: Access, action: Action, sectionId: string | null): Result<void> {
  const section = sectionId === null ? null : access.sections.get(sectionId);
  if (section === undefined) return fail('not-found');
  if (access.document.trashedAt !== null && action !== 'document.manage') return fail('not-found');
  const place = access.at(sectionId);
  if (section && place.right === 'none') return fail('not-found');
  const facts = factsAt(ctx, place, section);
  if (can(ctx.viewer, action, facts)) return ok();
  if (section && !access.isLiving(section.id)) return fail('section-gone');
  const isCapped = can(ctx.viewer, action, { ...facts, right: place.granted });
  return isCapped ? capped(access, place, section) : fail('forbidden');
}

/** Whoever has access to a document reads something of it, so "reading the document" is true of them. */
function factsAt(ctx: Context, { right, granted }: PlaceRight, section: SectionRow | null): Facts {
  const isOwnLock = section !== null && section.lockedBy !== null && section.lockedBy === viewerId(ctx.viewer);
  const seen = section === null && right === 'none' ? 'read' : right;
  return { right: seen, granted, relation: isOwnLock ? 'self' : 'other' };
}

/** The lock may lie on a section above that the viewer does not see: its title is not told then. */
function capped(access: Access, place: PlaceRight, section: SectionRow | null): Result<void> {
  if (access.document.status === 'adopted') return fail('adopted');
  const holder = place.lockSectionId === null ? undefined : access.sections.get(place.lockSectionId);
  const isSeen = holder !== undefined && includesRight(access.at(holder.id).right, 'read');
  const title = (isSeen ? holder : section)?.title ?? '';
  return fail('locked', { params: { title, reason: holder?.lockReason ?? '' } });
}

function accessOf(
  subject: RightsSubject,
  document: DocumentRow,
  rows: readonly SectionRow[],
  held: readonly Grant[],
): Access | null {
  const tree = new Map(rows.map((row) => [row.id, row]));
  const isLiving = livingIn(tree);
  const rights = resolveRights(subject, rows, held, document.status === 'adopted');
  const isThere =
    document.trashedAt === null
      ? seesAnything(rights, (id) => !isLiving(id))
      : includesRight(rights.document.granted, 'manage');
  if (!isThere) return null;
  const at = (id: string | null) => (id === null ? rights.document : (rights.sections.get(id) ?? NO_RIGHT));
  return { document, sections: tree, at, isLiving };
}

type Branch = Pick<SectionRow, 'id' | 'parentId' | 'trashedAt'>;

/** Tells of each section whether neither it nor one above it is trashed; remembers what it has found. */
export function livingIn(tree: ReadonlyMap<string, Branch>): (sectionId: string) => boolean {
  const known = new Map<string, boolean>();
  return (sectionId) => {
    const way: string[] = [];
    let at = tree.get(sectionId);
    // never longer than the tree is large, even in a circle
    while (at && at.trashedAt === null && at.parentId !== null && !known.has(at.id) && way.length < tree.size) {
      way.push(at.id);
      at = tree.get(at.parentId);
    }
    const isLiving = at !== undefined && (known.get(at.id) ?? (at.trashedAt === null && at.parentId === null));
    for (const id of way) known.set(id, isLiving);
    return isLiving;
  };
}

/** The grants that `filter` picks of those to the subject; an organisation that is archived gives no right. */
export async function grantsTo(
  db: Db,
  subject: RightsSubject,
  filter?: SQL,
): Promise<(Grant & { documentId: string })[]> {
  const { personId } = subject;
  if (subject.standing !== 'person' || personId === null) return [];
  const toOrganisation = and(
    inArray(grants.organisationId, [...subject.organisationIds]),
    isNull(organisations.archivedAt),
  );
  const rows = await db
    .select({
      documentId: grants.documentId,
      sectionId: grants.sectionId,
      userId: grants.userId,
      organisationId: grants.organisationId,
      right: grants.right,
    })
    .from(grants)
    .leftJoin(organisations, eq(organisations.id, grants.organisationId))
    .where(and(filter, or(eq(grants.userId, personId), toOrganisation)));
  return rows.map(({ userId, organisationId, ...grant }) => ({ ...grant, subjectId: userId ?? organisationId ?? '' }));
}
