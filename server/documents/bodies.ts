// The text of one section: read for editing, saved whole with the revision that it started from. Rules BO1 and BO2.

import { eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { documents, sectionBodies } from '../../db/schema/documents.ts';
import { users } from '../../db/schema/users.ts';
import { readBody } from '../../domain/document/body.ts';
import { identify } from '../../domain/document/identify.ts';
import type { Instant, PersonRef } from '../../domain/document/presented.ts';
import { SCHEMA_VERSION } from '../../domain/document/schema/schema.ts';
import { wordCount } from '../../domain/document/text.ts';
import type { BodySaved } from '../../domain/document/tree-forms.ts';
import { type Failure, fail, ok, type Result } from '../../domain/result.ts';
import type { Context } from '../context.ts';
import { loadStanding } from '../files/uses.ts';
import { authorise } from '../guard.ts';
import { catchUpTexts } from '../rooms/catch-up.ts';
import { transact } from '../transact.ts';
import { authoriseAt, loadAccessOfSection } from './access.ts';
import { newBlockId } from './block-id.ts';
import { writeBody } from './body-write.ts';
import { noteWords } from './note-words.ts';
import { roomForWords } from './room.ts';
import { announce } from './signals.ts';

/** A text as it is saved. `by` is null when nobody with an account wrote it; an erased person has no name. */
export type SavedBody = { content: unknown; bodyRevision: number; by: PersonRef | null; at: Instant };

export type BodyOutcome = Result<{ bodyRevision: number }> | { ok: false; error: Failure & { current: SavedBody } };

/**
 * Fails `stale` with `current` when somebody else saved or split the text since, `schema-outdated` from an editor of
 * another version, `section-gone`, `body-invalid`, `image-unknown`, `document-too-long`. Nothing is changed then.
 */
export async function saveBody(ctx: Context, form: BodySaved): Promise<BodyOutcome> {
  const stale: { current?: SavedBody | null } = {};
  const saved = await trySave(ctx, form, async (tx) => {
    stale.current = await loadSaved(tx, form.sectionId);
  });
  const { current } = stale;
  return saved.ok || !current ? saved : { ok: false, error: { ...saved.error, current } };
}

/** `whenStale` runs in the transaction: a moment later the text may be closed to the saver. */
async function trySave(
  ctx: Context,
  form: BodySaved,
  whenStale: (tx: Db) => Promise<void>,
): Promise<Result<{ bodyRevision: number }>> {
  const entered = authorise(ctx, 'document.list');
  if (!entered.ok) return entered;
  const { sectionId, bodyRevision, schemaVersion, content } = form;
  return transact(ctx, async (tx) => {
    // the document's row first, as every change of the tree does: a save and a split wait for each other
    const access = await loadAccessOfSection(ctx, tx, sectionId, 'update');
    if (access === null) return fail('not-found');
    const allowed = authoriseAt(ctx, access, 'section.edit', sectionId);
    if (!allowed.ok) return allowed;
    if (!access.isLiving(sectionId)) return fail('section-gone');
    if (schemaVersion !== SCHEMA_VERSION) return fail('schema-outdated');
    await catchUpTexts(ctx, tx, access.document.id, [sectionId]);
    const read = readBody(content);
    if (!read.ok) return read;
    const { id: documentId, treeRevision } = access.document;
    const body = identify(read.value, newBlockId);
    const room = await roomForWords(tx, access, wordCount(body), sectionId);
    if (!room.ok) return room;
    const standing = await loadStanding(tx, new Map([[sectionId, await loadContent(tx, sectionId)]]));
    const written = await writeBody(ctx, tx, access, { sectionId, body, bodyRevision, standing });
    if (!written.ok && written.error.code === 'stale') await whenStale(tx);
    if (!written.ok) return written;
    await noteWords(ctx, tx, [sectionId]);
    await tx.update(documents).set({ updatedAt: ctx.now }).where(eq(documents.id, documentId));
    await announce(tx, { documentId, what: 'body', sectionId, treeRevision });
    return written;
  });
}

export type EditableBody = {
  content: unknown;
  bodyRevision: number;
  schemaVersion: number;
  title: string;
  /** May the reader save it now? */
  canEdit: boolean;
};

/** For who may read the section; `section-gone` for a deleted one. */
export async function readBodyForEditing(ctx: Context, sectionId: string): Promise<Result<EditableBody>> {
  const entered = authorise(ctx, 'document.list');
  if (!entered.ok) return entered;
  const access = await loadAccessOfSection(ctx, ctx.db, sectionId);
  if (access === null) return fail('not-found');
  const allowed = authoriseAt(ctx, access, 'section.read', sectionId);
  if (!allowed.ok) return allowed;
  if (!access.isLiving(sectionId)) return fail('section-gone');
  const { content, revision, schemaVersion } = sectionBodies;
  const [row] = await ctx.db
    .select({ content, bodyRevision: revision, schemaVersion })
    .from(sectionBodies)
    .where(eq(sectionBodies.sectionId, sectionId));
  if (!row) return fail('not-found');
  const canEdit = authoriseAt(ctx, access, 'section.edit', sectionId).ok;
  return ok({ ...row, title: access.sections.get(sectionId)?.title ?? '', canEdit });
}

async function loadContent(tx: Db, id: string): Promise<unknown> {
  const { sectionId, content } = sectionBodies;
  const [row] = await tx.select({ content }).from(sectionBodies).where(eq(sectionId, id));
  return row?.content;
}

async function loadSaved(db: Db, sectionId: string): Promise<SavedBody | null> {
  const { content, revision, updatedAt, updatedBy } = sectionBodies;
  const [row] = await db
    .select({ content, bodyRevision: revision, at: updatedAt, by: updatedBy, name: users.name })
    .from(sectionBodies)
    .leftJoin(users, eq(users.id, updatedBy))
    .where(eq(sectionBodies.sectionId, sectionId));
  if (!row) return null;
  const by = row.by === null ? null : { id: row.by, name: row.name ?? '' };
  return { content: row.content, bodyRevision: row.bodyRevision, by, at: row.at.toISOString() };
}
