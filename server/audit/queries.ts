// The audit log for administrators: filtered, paged, and as a file.

import { and, desc, eq, gte, inArray, lt, lte, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { auditEntries } from '../../db/schema/instance.ts';
import { organisations } from '../../db/schema/organisations.ts';
import { users } from '../../db/schema/users.ts';
import { writeCsv } from '../../domain/csv.ts';
import type { Localised } from '../../domain/locale.ts';
import { AUDIT_ACTIONS, SUBJECT_KINDS } from '../../domain/people/audit.ts';
import { ok, type Result } from '../../domain/result.ts';
import { isRowId, rowId } from '../../domain/text.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import { transact } from '../transact.ts';
import { record } from './record.ts';

const PAGE_SIZE = 50;
/** One export holds at most this many entries; narrow the dates for more. */
const EXPORT_LIMIT = 50_000;

const day = z.iso.date().optional().catch(undefined);

/** From the address of the page; whatever makes no sense is left out. Days are UTC, `to` included. */
export const auditFilter = z.object({
  actor: rowId.optional().catch(undefined),
  action: z.enum(AUDIT_ACTIONS).optional().catch(undefined),
  subject: z.enum(SUBJECT_KINDS).optional().catch(undefined),
  from: day,
  to: day,
  /** Show entries older than this one. */
  before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export type AuditEntry = typeof auditEntries.$inferSelect & {
  /** The actor's present name; '' once erased, null when no person acted. */
  actorName: string | null;
  /** The present name of the person concerned; '' once erased, null when the entry is about something else. */
  subjectName: string | null;
  /** The organisation concerned, or named in the details; null when there is none. */
  organisation: Localised | null;
  /** The present name of the person named in the details; '' once erased, null when there is none. */
  personName: string | null;
};

/** Newest first, `PAGE_SIZE` a page; `next` is the `before` of the following page, null on the last. */
export async function listAudit(
  ctx: Context,
  filter: AuditFilter,
): Promise<Result<{ entries: AuditEntry[]; next: number | null }>> {
  const allowed = authorise(ctx, 'audit.read');
  if (!allowed.ok) return allowed;
  const entries = await select(ctx, filter, PAGE_SIZE + 1);
  const page = entries.slice(0, PAGE_SIZE);
  return ok({ entries: page, next: entries.length > PAGE_SIZE ? (page.at(-1)?.id ?? null) : null });
}

/** The filtered log as CSV, newest first; the export itself is audited. */
export async function exportAudit(ctx: Context, filter: AuditFilter): Promise<Result<string>> {
  const allowed = authorise(ctx, 'audit.read');
  if (!allowed.ok) return allowed;
  return transact(ctx, async (tx) => {
    const entries = await select({ ...ctx, db: tx }, filter, EXPORT_LIMIT);
    await record(ctx, tx, 'audit.exported', { kind: 'audit', id: 'log' }, { entries: entries.length });
    return ok(writeCsv(COLUMNS, entries.map(csvRow)));
  });
}

const COLUMNS = [
  'id',
  'at',
  'actor_kind',
  'actor_id',
  'actor_name',
  'action',
  'subject_kind',
  'subject_id',
  'client',
  'request_id',
  'details',
];

function csvRow(e: AuditEntry) {
  const { id, at, actorKind, actorId, actorName, action, subjectKind, subjectId, client, requestId, details } = e;
  return [
    id,
    at.toISOString(),
    actorKind,
    actorId,
    actorName,
    action,
    subjectKind,
    subjectId,
    client,
    requestId,
    JSON.stringify(details),
  ];
}

async function select(ctx: Context, filter: AuditFilter, limit: number): Promise<AuditEntry[]> {
  const rows = await ctx.db
    .select()
    .from(auditEntries)
    .where(and(...conditions(filter)))
    .orderBy(desc(auditEntries.id))
    .limit(limit);
  const people = await namesOfPeople(ctx, rows);
  const places = await namesOfOrganisations(ctx, rows);
  return rows.map((row) => ({
    ...row,
    actorName: row.actorId === null ? null : (people.get(row.actorId) ?? ''),
    subjectName: row.subjectKind === 'person' ? (people.get(row.subjectId) ?? '') : null,
    organisation: places.get(organisationOf(row) ?? '') ?? null,
    personName: isRowId(row.details.person) ? (people.get(row.details.person) ?? '') : null,
  }));
}

type EntryRow = typeof auditEntries.$inferSelect;

async function namesOfPeople(ctx: Context, rows: readonly EntryRow[]): Promise<Map<string, string>> {
  const named = rows.flatMap(({ actorId, subjectKind, subjectId, details }) => [
    ...[actorId, details.person, subjectKind === 'person' ? subjectId : null],
  ]);
  const people = await ctx.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, [...new Set(named.filter(isRowId))]));
  return new Map(people.map(({ id, name }) => [id, name]));
}

async function namesOfOrganisations(ctx: Context, rows: readonly EntryRow[]): Promise<Map<string, Localised>> {
  const ids = rows.map(organisationOf).filter((id) => id !== null);
  const found = await ctx.db
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(inArray(organisations.id, [...new Set(ids)]));
  return new Map(found.map(({ id, name }) => [id, name]));
}

function organisationOf({ subjectKind, subjectId, details }: EntryRow): string | null {
  const id = subjectKind === 'organisation' ? subjectId : details.organisation;
  return isRowId(id) ? id : null;
}

function conditions(filter: AuditFilter): SQL[] {
  const { actor, action, subject, from, to, before } = filter;
  return [
    actor && eq(auditEntries.actorId, actor),
    action && eq(auditEntries.action, action),
    subject && eq(auditEntries.subjectKind, subject),
    from && gte(auditEntries.at, new Date(`${from}T00:00:00Z`)),
    to && lte(auditEntries.at, new Date(`${to}T23:59:59.999Z`)),
    before && lt(auditEntries.id, before),
  ].filter((c) => c !== undefined && c !== '' && c !== 0);
}
