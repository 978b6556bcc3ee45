// Translations: documents that follow a leading one. Who follows whom, and a new one made from the sections that its
// maker may read. Rule DO4 in docs/spec/documents.md.

import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { grants } from '../../db/schema/document-rights.ts';
import { documents, sections } from '../../db/schema/documents.ts';
import { organisations } from '../../db/schema/organisations.ts';
import { translatedTitle } from '../../domain/document/templates.ts';
import { pairByPosition } from '../../domain/document/translation.ts';
import type { LinkForm, TranslationForm } from '../../domain/document/translation-form.ts';
import type { Tree } from '../../domain/document/tree.ts';
import { relationTo } from '../../domain/people/permissions.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import { can } from '../../domain/permissions.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import { transact } from '../transact.ts';
import { type Access, authoriseAt, type DocumentRow, loadAccess } from './access.ts';
import { type MadeDocument, makeDocument } from './documents.ts';
import { seenPlaces } from './outline.ts';
import type { PlantedSection } from './plant.ts';
import { announce } from './signals.ts';
import { loadRightsMarks, treeOf } from './tree.ts';

/** Fails `follows-already` for a document that is a translation itself. */
export async function makeTranslation(
  ctx: Context,
  { id, language, title }: TranslationForm,
): Promise<Result<MadeDocument>> {
  const allowed = authorise(ctx, 'document.create');
  if (!allowed.ok) return allowed;
  const leading = await loadAccess(ctx, ctx.db, id);
  if (leading === null) return fail('not-found');
  const readable = authoriseAt(ctx, leading, 'document.read', null);
  if (!readable.ok) return readable;
  const { kind } = leading.document;
  const owner = (await readingOwner(ctx.db, leading.document)) ?? '';
  const mayOwn = can(ctx.viewer, 'document.choose-owner', { relation: relationTo(ctx.viewer, null, [owner]) });
  const form = { title, kind, language, ownerOrganisationId: mayOwn ? owner : '' };
  const copies = await copiesOf(ctx, leading, language);
  return makeDocument(ctx, form, { sections: copies, leadingId: id }, async (tx, made) => {
    if (!(await staysLeading(tx, id))) return fail('follows-already');
    await openRestricted(ctx, tx, made, copies);
    await record(ctx, tx, 'document.linked', { kind: 'document', id: made.id }, { leading: id });
    await announceAll(tx, [id]);
    return ok();
  });
}

/** The owner of a document, which may edit what it owns, if it may read this one as a whole: a translation shows as much. */
async function readingOwner(db: Db, { id, ownerOrganisationId }: DocumentRow): Promise<string | null> {
  if (ownerOrganisationId === null) return null;
  const ofOwner = and(eq(grants.organisationId, ownerOrganisationId), isNull(organisations.archivedAt));
  const [held] = await db
    .select({ id: grants.id })
    .from(grants)
    .innerJoin(organisations, eq(organisations.id, grants.organisationId))
    .where(and(eq(grants.documentId, id), isNull(grants.sectionId), ofOwner));
  return held ? ownerOrganisationId : null;
}

/**
 * With the titles of the originals until somebody translates them, or the template's where those are still its own. What
 * is restricted there stays closed here.
 */
async function copiesOf(ctx: Context, leading: Access, language: string): Promise<PlantedSection[]> {
  const marks = await loadRightsMarks(ctx.db, leading);
  const { kind: template, language: from } = leading.document;
  return seenPlaces(treeOf(leading), leading).map(({ section: { id, kind, title }, level }) => ({
    ...{ level, kind, leadingId: id, inheritsRights: marks(id) === '' },
    title: translatedTitle(template, title, from, language),
    hint: leading.sections.get(id)?.hint ?? null,
  }));
}

/** Locks the leading document, so that it does not begin to follow another one meanwhile. */
async function staysLeading(tx: Db, id: string): Promise<boolean> {
  const row = { leadingId: documents.leadingId };
  const [found] = await tx.select(row).from(documents).where(eq(documents.id, id)).for('share');
  return found?.leadingId === null;
}

/** Whoever makes the translation has read the restricted originals, so they may write and open the copies. */
async function openRestricted(
  ctx: Context,
  tx: Db,
  { id: documentId, sections: made }: MadeDocument,
  copies: readonly PlantedSection[],
): Promise<void> {
  const userId = viewerId(ctx.viewer);
  const closed = made.filter((_, i) => copies[i]?.inheritsRights === false);
  if (userId === null || closed.length === 0) return;
  const given = { documentId, userId, right: 'manage' as const, createdAt: ctx.now, createdBy: userId };
  await tx.insert(grants).values(closed.map(({ id: sectionId }) => ({ id: ctx.newId(), sectionId, ...given })));
}

/**
 * Makes a document follow another one and pairs their sections where the trees match; what is paired counts as checked.
 * Fails `follows-already` when either follows one, when the follower is followed, and for a document and itself.
 */
export async function linkTranslation(
  ctx: Context,
  { followerId, leadingId }: LinkForm,
): Promise<Result<{ id: string; paired: number }>> {
  const entered = authorise(ctx, 'document.list');
  if (!entered.ok) return entered;
  return transact(ctx, async (tx) => {
    const both = await lockBoth(ctx, tx, followerId, leadingId);
    if (both === null) return fail('not-found');
    const { follower, leading } = both;
    const manages = authoriseAt(ctx, follower, 'document.manage', null);
    if (!manages.ok) return manages;
    const reads = authoriseAt(ctx, leading, 'document.read', null);
    if (!reads.ok) return reads;
    if (follower.document.trashedAt !== null) return fail('not-found');
    if (await cannotFollow(tx, follower, leading)) return fail('follows-already');
    const pairs = pairByPosition(readableTree(leading), readableTree(follower));
    await writePairs(tx, pairs);
    await follow(ctx, tx, follower, leadingId);
    const details = { leading: leadingId, paired: pairs.size };
    await record(ctx, tx, 'document.linked', { kind: 'document', id: followerId }, details);
    await announceAll(tx, [followerId, leadingId]);
    return ok({ id: followerId, paired: pairs.size });
  });
}

/** RI8: what the viewer may not read is neither paired nor counted. */
function readableTree({ sections: rows, at }: Access): Tree {
  return treeOf({ sections: new Map([...rows].filter(([id]) => at(id).right !== 'none')) });
}

/** Ends the link and forgets which section went with which. Fails `not-found` for a document that follows none. */
export async function unlinkTranslation(
  ctx: Context,
  { followerId }: { followerId: string },
): Promise<Result<{ id: string }>> {
  const entered = authorise(ctx, 'document.list');
  if (!entered.ok) return entered;
  return transact(ctx, async (tx) => {
    const follower = await loadAccess(ctx, tx, followerId, 'update');
    if (follower === null) return fail('not-found');
    const manages = authoriseAt(ctx, follower, 'document.manage', null);
    if (!manages.ok) return manages;
    const { leadingId, trashedAt } = follower.document;
    if (leadingId === null || trashedAt !== null) return fail('not-found');
    const alone = { leadingId: null, leadingRevision: null, leadingTitle: null };
    await tx.update(sections).set(alone).where(eq(sections.documentId, followerId));
    await follow(ctx, tx, follower, null);
    await record(ctx, tx, 'document.unlinked', { kind: 'document', id: followerId }, { leading: leadingId });
    await announceAll(tx, [followerId, leadingId]);
    return ok({ id: followerId });
  });
}

/** In the order of their ids, so that two who link crosswise do not wait for each other. */
async function lockBoth(ctx: Context, tx: Db, followerId: string, leadingId: string) {
  const found = new Map<string, Access | null>();
  for (const id of [followerId, leadingId].sort()) found.set(id, await loadAccess(ctx, tx, id, 'update'));
  const [follower, leading] = [found.get(followerId), found.get(leadingId)];
  return follower && leading ? { follower, leading } : null;
}

async function cannotFollow(tx: Db, follower: Access, leading: Access): Promise<boolean> {
  const { id, leadingId } = follower.document;
  if (id === leading.document.id || leadingId !== null || leading.document.leadingId !== null) return true;
  const followers = await tx.select({ id: documents.id }).from(documents).where(eq(documents.leadingId, id)).limit(1);
  return followers.length > 0;
}

const PAIRS_AT_ONCE = 200;

async function writePairs(tx: Db, pairs: ReadonlyMap<string, string>): Promise<void> {
  const rows = [...pairs].map(([id, original]) => ({ id, original }));
  for (let from = 0; from < rows.length; from += PAIRS_AT_ONCE) {
    const some = JSON.stringify(rows.slice(from, from + PAIRS_AT_ONCE));
    await tx.execute(sql`
      update sections as s
      set leading_id = p.original, leading_revision = b.revision, leading_title = o.title
      from jsonb_to_recordset(${some}::text::jsonb) as p(id uuid, original uuid)
      join sections as o on o.id = p.original
      join section_bodies as b on b.section_id = o.id
      where s.id = p.id`);
  }
}

async function follow(ctx: Context, tx: Db, { document }: Access, leadingId: string | null): Promise<void> {
  const change = { leadingId, updatedAt: ctx.now, revision: document.revision + 1 };
  await tx.update(documents).set(change).where(eq(documents.id, document.id));
}

async function announceAll(tx: Db, ids: readonly string[]): Promise<void> {
  const { id, treeRevision } = documents;
  const rows = await tx
    .select({ documentId: id, treeRevision })
    .from(documents)
    .where(inArray(id, [...ids]));
  for (const row of rows) await announce(tx, { ...row, what: 'document' });
}
