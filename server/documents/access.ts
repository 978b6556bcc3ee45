// What the viewer of a request may do in one document: its row, all its sections and the rights on each, read
// together, so that every question of the same request is answered from the same facts.

import { eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { sections } from '../../db/schema/documents.ts';
import {
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
import { authorise } from '../guard.ts';
import { type DocumentFacts, type DocumentLock, type DocumentRow, loadFacts, type SectionRow } from './facts.ts';

export type { DocumentRow, SectionRow };

export type Access = {
  document: DocumentRow;
  /** All of the document's, trashed ones too; in no order. */
  sections: ReadonlyMap<string, SectionRow>;
  /** The viewer's right on a section, null for the document as a whole; nothing on a section that is not there. */
  at(sectionId: string | null): PlaceRight;
  /** Is it there, and neither it nor one above it trashed? */
  isLiving(sectionId: string): boolean;
};

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
  const subject = rightsSubject(ctx.viewer);
  const facts = isRowId(documentId) ? await loadFacts(db, documentId, { lock, subject }) : null;
  return facts && accessFor(subject, facts);
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

/** For the queries of a document: `signed-out`, or `not-found` for who may read nothing of it. */
export async function readableDocument(ctx: Context, documentId: string): Promise<Result<Access>> {
  const entered = authorise(ctx, 'document.list');
  if (!entered.ok) return entered;
  const access = await loadAccess(ctx, ctx.db, documentId);
  if (access === null) return fail('not-found');
  const allowed = authoriseAt(ctx, access, 'document.read', null);
  return allowed.ok ? ok(access) : allowed;
}

/** The answer where `loadAccess` gave null: somebody whose session has ended is told that, not that the text is gone. */
export function absent(ctx: Context): Result<never> {
  return fail(ctx.viewer.kind === 'anonymous' ? 'signed-out' : 'not-found');
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

/** What one subject may do, of facts that are loaded already; null as `loadAccess` says. */
export function accessFor(subject: RightsSubject, { document, sections: rows, grants }: DocumentFacts): Access | null {
  const tree = new Map(rows.map((row) => [row.id, row]));
  const isLiving = livingIn(tree);
  const rights = resolveRights(subject, rows, grants, document.status === 'adopted');
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
