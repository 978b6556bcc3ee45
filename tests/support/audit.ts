// What the audit log says of something, in its order.

import { eq, sql } from 'drizzle-orm';
import { auditEntries } from '../../db/schema/instance.ts';
import type { Context } from '../../server/context.ts';

type At = Pick<Context, 'db'>;

/** The actions whose subject it is. */
export async function actionsOn({ db }: At, subjectId: string): Promise<string[]> {
  const rows = await db
    .select({ action: auditEntries.action })
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, subjectId))
    .orderBy(auditEntries.id);
  return rows.map(({ action }) => action);
}

/** The entries of what was done to the tree of a document. */
export function entriesOf({ db }: At, documentId: string) {
  return db
    .select()
    .from(auditEntries)
    .where(eq(sql`${auditEntries.details} ->> 'document'`, documentId))
    .orderBy(auditEntries.id);
}
