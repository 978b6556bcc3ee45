// A small document and rights in it, put straight into the tables, for tests in which only the rights matter.

import { randomUUID } from 'node:crypto';
import { grants } from '../../db/schema/document-rights.ts';
import { documents, sectionBodies, sections } from '../../db/schema/documents.ts';
import type { DocumentRight } from '../../domain/document/rights.ts';
import type { Runtime } from '../../server/runtime.ts';

type Shape<T extends string> = Record<T, NoInfer<T> | null>;

/** `shape`: of each section's title the title of its parent, parents first. `at`: the sections' ids by their titles. */
export async function plantDocument<T extends string>(
  app: Runtime,
  shape: Shape<T>,
  rest: Partial<typeof documents.$inferInsert> = {},
): Promise<{ id: string; at: Record<T, string> }> {
  const createdAt = app.clock.now();
  const id = randomUUID();
  const made = { createdAt, updatedAt: createdAt };
  await app.database.db
    .insert(documents)
    .values({ ...made, id, title: 'Arengukava', kind: 'blank', language: 'et', status: 'working', ...rest });
  const titles = Object.keys(shape) as T[];
  const at = Object.fromEntries(titles.map((title) => [title, randomUUID()])) as Record<T, string>;
  const rows = titles.map((title, i) => {
    const parent: T | null = shape[title];
    const place = { parentId: parent === null ? null : at[parent], orderKey: `a${i}` };
    return { id: at[title], documentId: id, title, kind: 'numbered' as const, createdAt, ...place };
  });
  if (rows.length > 0) await app.database.db.insert(sections).values(rows);
  const body = { content: { type: 'doc', content: [] }, schemaVersion: 1, words: 0, updatedAt: createdAt };
  if (rows.length > 0) {
    await app.database.db.insert(sectionBodies).values(rows.map((row) => ({ ...body, sectionId: row.id })));
  }
  return { id, at };
}

type Subject = { userId: string } | { organisationId: string };

/** `sectionId` null: on the whole document. */
export async function plantGrant(
  app: Runtime,
  documentId: string,
  subject: Subject,
  right: DocumentRight,
  sectionId: string | null = null,
): Promise<void> {
  const row = { id: randomUUID(), documentId, sectionId, right, createdAt: app.clock.now(), ...subject };
  await app.database.db.insert(grants).values(row);
}
