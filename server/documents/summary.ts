// Presents documents without their sections, for lists and for the head of a page.

import { inArray } from 'drizzle-orm';
import { documents } from '../../db/schema/documents.ts';
import { organisations } from '../../db/schema/organisations.ts';
import type { DocumentSummary } from '../../domain/document/presented.ts';
import type { DocumentRight } from '../../domain/document/rights.ts';
import { type Locale, type Localised, localised } from '../../domain/locale.ts';
import type { Context } from '../context.ts';
import type { DocumentRow } from './facts.ts';

type Reader = {
  locale: Locale;
  rightOn(documentId: string): DocumentRight;
  /** Of a leading document too: nobody learns of one that they may not read. */
  mayRead(documentId: string): boolean;
};

/** In the order of `rows`. */
export async function presentSummaries(
  ctx: Context,
  rows: readonly DocumentRow[],
  reader: Reader,
): Promise<DocumentSummary[]> {
  const names = await ownerNames(ctx, rows);
  const leading = await leadingOf(ctx, rows, reader);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    kind: row.kind,
    language: row.language,
    status: row.status,
    ownerName: nameOf(names, row.ownerOrganisationId, reader.locale),
    ownerOrganisationId: row.ownerOrganisationId,
    updatedAt: row.updatedAt.toISOString(),
    right: reader.rightOn(row.id),
    leading: leading.get(row.leadingId ?? '') ?? null,
  }));
}

/** The organisations that own one of `rows`, by id. */
export async function ownerNames(
  ctx: Context,
  rows: readonly Pick<DocumentRow, 'ownerOrganisationId'>[],
): Promise<Map<string, Localised>> {
  const ids = new Set(rows.flatMap((row) => row.ownerOrganisationId ?? []));
  if (ids.size === 0) return new Map();
  const named = { id: organisations.id, name: organisations.name };
  const found = await ctx.db
    .select(named)
    .from(organisations)
    .where(inArray(organisations.id, [...ids]));
  return new Map(found.map(({ id, name }) => [id, name]));
}

function nameOf(names: Map<string, Localised>, id: string | null, locale: Locale): string | null {
  return id === null ? null : localised(names.get(id) ?? {}, locale);
}

async function leadingOf(ctx: Context, rows: readonly DocumentRow[], { mayRead }: Reader) {
  const ids = new Set(rows.flatMap(({ leadingId }) => (leadingId !== null && mayRead(leadingId) ? [leadingId] : [])));
  if (ids.size === 0) return new Map();
  const { id, title, language } = documents;
  const found = await ctx.db
    .select({ id, title, language })
    .from(documents)
    .where(inArray(id, [...ids]));
  return new Map(found.map((row) => [row.id, row]));
}
