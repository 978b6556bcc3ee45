// The list of documents that the viewer may read, and what lies in the trash of those who manage it. Rules DO5 and DO6
// in docs/spec/documents.md.

import { isNotNull } from 'drizzle-orm';
import { isAmong } from '../../db/array.ts';
import { documents } from '../../db/schema/documents.ts';
import {
  DOCUMENTS_PER_PAGE,
  type DocumentFilter,
  matchesTitle,
  titleOrder,
} from '../../domain/document/document-list.ts';
import type { DocumentSummary, Instant, PersonRef } from '../../domain/document/presented.ts';
import { type DocumentRight, includesRight, resolveRights, rightsSubject } from '../../domain/document/rights.ts';
import { type Locale, localised } from '../../domain/locale.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import { type DocumentRow, grantsTo } from './facts.ts';
import { loadPeople } from './people.ts';
import { loadScope } from './scope.ts';
import { ownerNames, presentSummaries } from './summary.ts';

export type DocumentList = {
  documents: DocumentSummary[];
  /** Documents that the filters let through, on all pages. */
  total: number;
  /** From 1; the last one when a later one was asked for. */
  page: number;
  /** At least 1. */
  pages: number;
  /** The organisations that own a document the viewer may read, for the filter; in the order of their names. */
  owners: { id: string; name: string }[];
};

/** The documents that the viewer may read at least a section of. */
export async function listDocuments(
  ctx: Context,
  filter: DocumentFilter,
  locale: Locale,
): Promise<Result<DocumentList>> {
  const allowed = authorise(ctx, 'document.list');
  if (!allowed.ok) return allowed;
  const scope = await loadScope(ctx, ctx.db);
  const ids = scope.documentIds;
  const rows = ids.length === 0 ? [] : await ctx.db.select().from(documents).where(isAmong(documents.id, ids));
  const wanted = rows.filter((row) => isWanted(row, filter)).sort(inOrder(filter.sort, locale));
  const pages = Math.max(1, Math.ceil(wanted.length / DOCUMENTS_PER_PAGE));
  const page = Math.min(filter.page, pages);
  const shown = wanted.slice((page - 1) * DOCUMENTS_PER_PAGE, page * DOCUMENTS_PER_PAGE);
  const reader = { locale, rightOn: scope.rightOn, mayRead: (id: string) => scope.mayRead(id, null) };
  return ok({
    documents: await presentSummaries(ctx, shown, reader),
    ...{ total: wanted.length, page, pages },
    owners: await ownersOf(ctx, rows, locale),
  });
}

export type TrashedDocument = DocumentSummary & { trashedAt: Instant; trashedBy: PersonRef | null };

/** What the viewer could restore, last trashed first. */
export async function listTrash(ctx: Context, locale: Locale): Promise<Result<TrashedDocument[]>> {
  const allowed = authorise(ctx, 'document.list');
  if (!allowed.ok) return allowed;
  const rightOn = await grantedOnDocuments(ctx);
  const trashed = await ctx.db.select().from(documents).where(isNotNull(documents.trashedAt));
  const rows = trashed.filter(({ id }) => includesRight(rightOn(id), 'manage')).sort(lastTrashed);
  const scope = await loadScope(ctx, ctx.db);
  const reader = { locale, rightOn, mayRead: (id: string) => scope.mayRead(id, null) };
  const summaries = await presentSummaries(ctx, rows, reader);
  const people = await loadPeople(
    ctx.db,
    rows.map(({ trashedBy }) => trashedBy),
  );
  return ok(
    summaries.map((summary, i) => ({
      ...summary,
      trashedAt: rows[i]?.trashedAt?.toISOString() ?? '',
      trashedBy: people.get(rows[i]?.trashedBy ?? '') ?? null,
    })),
  );
}

function isWanted(row: DocumentRow, { text, status, kind, language, ownerOrganisationId }: DocumentFilter): boolean {
  const equal = (wanted: string | undefined, value: string | null) => wanted === undefined || wanted === value;
  const is = equal(status, row.status) && equal(kind, row.kind) && equal(language, row.language);
  return is && equal(ownerOrganisationId, row.ownerOrganisationId) && matchesTitle(row.title, text);
}

function inOrder(sort: DocumentFilter['sort'], locale: Locale): (a: DocumentRow, b: DocumentRow) => number {
  const compare = titleOrder(locale);
  const byTitle = (a: DocumentRow, b: DocumentRow) => compare(a.title, b.title) || (a.id < b.id ? -1 : 1);
  if (sort === 'title') return byTitle;
  return (a, b) => b.updatedAt.getTime() - a.updatedAt.getTime() || byTitle(a, b);
}

async function ownersOf(ctx: Context, rows: readonly DocumentRow[], locale: Locale) {
  const compare = titleOrder(locale);
  return [...(await ownerNames(ctx, rows))]
    .map(([id, name]) => ({ id, name: localised(name, locale) }))
    .sort((a, b) => compare(a.name, b.name));
}

/** What grants on documents as a whole give the viewer, in the trash or not. */
async function grantedOnDocuments(ctx: Context): Promise<(documentId: string) => DocumentRight> {
  const subject = rightsSubject(ctx.viewer);
  const held = await grantsTo(ctx.db, subject);
  return (documentId) => {
    const here = held.filter((grant) => grant.documentId === documentId);
    return resolveRights(subject, [], here, false).document.granted;
  };
}

function lastTrashed(a: DocumentRow, b: DocumentRow): number {
  return (b.trashedAt?.getTime() ?? 0) - (a.trashedAt?.getTime() ?? 0);
}
