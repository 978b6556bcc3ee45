// A command writes what it changes and says so in the audit log in one transaction.

import type { Db } from '../../db/database.ts';
import { auditEntries } from '../../db/schema/instance.ts';
import type { AuditAction, SubjectKind } from '../../domain/people/audit.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import type { Context } from '../context.ts';

export type AuditDetails = Record<string, string | number | boolean | null>;

export type AuditSubject = { kind: SubjectKind; id: string };

/** Adds one entry in the caller's transaction. `details`: ids, codes and numbers only, nothing personal. */
export async function record(
  ctx: Context,
  tx: Db,
  action: AuditAction,
  subject: AuditSubject,
  details: AuditDetails = {},
): Promise<void> {
  await tx.insert(auditEntries).values(auditEntry(ctx, action, subject, details));
}

/** The row that `record` adds, for a transaction that drizzle does not lead. */
export function auditEntry(ctx: Context, action: AuditAction, subject: AuditSubject, details: AuditDetails) {
  return {
    at: ctx.now,
    actorKind: ctx.viewer.kind,
    actorId: viewerId(ctx.viewer),
    action,
    subjectKind: subject.kind,
    subjectId: subject.id,
    client: ctx.client,
    requestId: ctx.requestId,
    details,
  };
}
