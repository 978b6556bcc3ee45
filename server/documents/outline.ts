// All of a document but the texts, as one reader may see it: what it is called, its contents list with numbers, rights
// and locks, and how it stands to its translations. Rule RI8: what may not be read is not there.

import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { documents, sectionBodies, sections } from '../../db/schema/documents.ts';
import { numberSections } from '../../domain/document/numbers.ts';
import type { DocumentOutline, PersonRef, PresentedSection, SectionLock } from '../../domain/document/presented.ts';
import { translationState, untranslated } from '../../domain/document/translation.ts';
import { livingSections, type Tree, type TreePlace } from '../../domain/document/tree.ts';
import { type Locale, localised } from '../../domain/locale.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Context } from '../context.ts';
import { type Access, loadAccess, readableDocument } from './access.ts';
import type { DocumentRow, SectionRow } from './facts.ts';
import { loadPeople } from './people.ts';
import { loadScope } from './scope.ts';
import { presentSummaries } from './summary.ts';
import { loadRightsMarks, treeOf } from './tree.ts';

/** For whoever may read at least one section of it, or the document itself. */
export async function readOutline(ctx: Context, documentId: string, locale: Locale): Promise<Result<DocumentOutline>> {
  const readable = await readableDocument(ctx, documentId);
  if (!readable.ok) return readable;
  const access = readable.value;
  const tree = treeOf(access);
  const leading = await loadLeading(ctx, access.document);
  const [summary] = await presentSummaries(ctx, [access.document], {
    locale,
    rightOn: () => access.at(null).right,
    mayRead: () => leading !== null,
  });
  if (!summary) return fail('not-found');
  const { document } = access;
  return ok({
    document: {
      ...summary,
      revision: document.revision,
      granted: access.at(null).granted,
      createdAt: document.createdAt.toISOString(),
      act: actOf(document),
      translations: await translationsOf(ctx, document.id),
      untranslated: leading === null ? [] : missingHere(leading, tree, access),
    },
    treeRevision: document.treeRevision,
    sections: await presentSections(ctx, access, tree, leading, locale),
  });
}

function actOf({ status, actTitle, actNumber, actDate, adopter }: DocumentRow) {
  return status === 'adopted' ? { title: actTitle, number: actNumber, date: actDate, adopter } : null;
}

type BodyFacts = { words: number; revision: number; updatedAt: Date };
type Leading = { access: Access; tree: Tree; bodies: ReadonlyMap<string, BodyFacts> };

/** The document that this one translates, as far as the reader may know of it. */
async function loadLeading(ctx: Context, { leadingId }: DocumentRow): Promise<Leading | null> {
  const access = leadingId === null ? null : await loadAccess(ctx, ctx.db, leadingId);
  if (access === null || access.document.trashedAt !== null) return null;
  return { access, tree: treeOf(access), bodies: await loadBodyFacts(ctx.db, access.document.id) };
}

async function loadBodyFacts(db: Db, documentId: string): Promise<Map<string, BodyFacts>> {
  const { sectionId, words, revision, updatedAt } = sectionBodies;
  const rows = await db
    .select({ sectionId, words, revision, updatedAt })
    .from(sectionBodies)
    .innerJoin(sections, eq(sections.id, sectionId))
    .where(eq(sections.documentId, documentId));
  return new Map(rows.map((row) => [row.sectionId, row]));
}

/** Sections of the leading document that the reader may see and that no living section that they see here translates. */
function missingHere(leading: Leading, tree: Tree, here: Access): { id: string; title: string }[] {
  const originals = livingSections(leading.tree)
    .map(({ section }) => ({ id: section.id, title: section.title }))
    .filter(({ id }) => isSeen(leading.access, id));
  const followers = livingSections(tree)
    .filter(({ section }) => isSeen(here, section.id))
    .map(({ section }) => ({ leadingId: here.sections.get(section.id)?.leadingId ?? null }));
  return untranslated(originals, followers);
}

async function translationsOf(ctx: Context, documentId: string) {
  const { id, title, language } = documents;
  const rows = await ctx.db
    .select({ id, title, language })
    .from(documents)
    .where(and(eq(documents.leadingId, documentId), isNull(documents.trashedAt)))
    .orderBy(language, id);
  if (rows.length === 0) return [];
  const scope = await loadScope(
    ctx,
    ctx.db,
    rows.map((row) => row.id),
  );
  return rows.filter((row) => scope.mayRead(row.id, null));
}

const isSeen = (access: Access, id: string) => access.at(id).right !== 'none';

/** The living sections that the reader may read, each below the nearest one above it that they may read too. */
export function seenPlaces(tree: Tree, access: Access): (TreePlace & { parentId: string | null })[] {
  const shown = new Map<string | null, { id: string | null; level: number }>([[null, { id: null, level: 0 }]]);
  return livingSections(tree).flatMap(({ section }) => {
    const above = shown.get(section.parentId) ?? { id: null, level: 0 };
    if (!isSeen(access, section.id)) {
      shown.set(section.id, above);
      return [];
    }
    const level = above.level + 1;
    shown.set(section.id, { id: section.id, level });
    return [{ section, level, parentId: above.id }];
  });
}

async function presentSections(
  ctx: Context,
  access: Access,
  tree: Tree,
  leading: Leading | null,
  locale: Locale,
): Promise<PresentedSection[]> {
  const numbers = numberSections(tree, access.document.language);
  const bodies = await loadBodyFacts(ctx.db, access.document.id);
  const marks = await loadRightsMarks(ctx.db, access);
  const people = await loadPeople(
    ctx.db,
    [...access.sections.values()].map(({ lockedBy }) => lockedBy),
  );
  return seenPlaces(tree, access).flatMap(({ section: { id }, level, parentId }) => {
    const [row, body, place] = [access.sections.get(id), bodies.get(id), access.at(id)];
    if (!row || !body) return [];
    return {
      ...{ id, parentId, level, kind: row.kind, number: numbers.get(id) ?? '', title: row.title },
      hint: localised(row.hint ?? {}, locale),
      words: body.words,
      ...{ right: place.right, granted: place.granted, lock: presentLock(ctx, access, people, id) },
      isRestricted: marks(id) !== '',
      ...{ revision: row.revision, bodyRevision: body.revision, bodyUpdatedAt: body.updatedAt.toISOString() },
      translation: leading && presentTranslation({ ...row, words: body.words }, leading),
    };
  });
}

/** Null where the reader may not know of the original. */
function presentTranslation(
  row: SectionRow & { words: number },
  { access, bodies }: Leading,
): PresentedSection['translation'] {
  const { leadingId } = row;
  const original = leadingId === null ? undefined : access.sections.get(leadingId);
  if (!original || !isSeen(access, original.id)) return null;
  const body = bodies.get(original.id);
  if (!access.isLiving(original.id) || !body) return { leadingId: null, state: 'missing' };
  return {
    leadingId: original.id,
    state: translationState(row, { bodyRevision: body.revision, title: original.title }),
  };
}

/** A lock on a section above that the reader does not see is said to lie here. */
function presentLock(
  ctx: Context,
  access: Access,
  people: ReadonlyMap<string, PersonRef>,
  id: string,
): SectionLock | null {
  const { lockSectionId } = access.at(id);
  const holder = lockSectionId === null ? undefined : access.sections.get(lockSectionId);
  if (!holder?.lockedBy || !holder.lockedAt) return null;
  return {
    by: people.get(holder.lockedBy) ?? { id: holder.lockedBy, name: '' },
    at: holder.lockedAt.toISOString(),
    reason: holder.lockReason,
    sectionId: isSeen(access, holder.id) ? holder.id : id,
    isOwn: holder.lockedBy === viewerId(ctx.viewer),
  };
}
