// Documents with a tree of sections, grown through the commands, for tests of what becomes of the tree.

import { eq } from 'drizzle-orm';
import { treeChanges } from '../../db/schema/document-rights.ts';
import { sectionBodies, sections } from '../../db/schema/documents.ts';
import type { SectionKind } from '../../domain/document/section.ts';
import type { Context } from '../../server/context.ts';
import { loadAccess } from '../../server/documents/access.ts';
import { appendSections } from '../../server/documents/append.ts';
import { readOutline } from '../../server/documents/outline.ts';
import { transact } from '../../server/transact.ts';
import { addDocument, made } from './documents.ts';

export type Grown = {
  id: string;
  /** The ids of its sections by their titles. */
  at: Record<string, string>;
};

/** `outline`: a title a section in the order of the text, after as many hyphens as there are sections above it. */
export async function growDocument(ctx: Context, outline: readonly string[]): Promise<Grown> {
  const { id } = await addDocument(ctx, { kind: 'blank' });
  return { id, at: await grow(ctx, id, outline) };
}

/** Adds sections to the end of a document; answers with their ids by title. */
export async function grow(ctx: Context, documentId: string, outline: readonly string[]) {
  const planned = outline.map((line) => {
    const title = line.replace(/^-+/, '');
    const kind: SectionKind = 'numbered';
    return { title, kind, level: 1 + line.length - title.length, hint: null, body: null };
  });
  const { ids } = made(
    await transact(ctx, async (tx) => {
      const access = await loadAccess(ctx, tx, documentId, 'update');
      if (access === null) throw new Error('no document');
      return appendSections(ctx, tx, access, { parentId: null, sections: planned }, 'import');
    }),
  );
  return Object.fromEntries(planned.map(({ title }, i) => [title, ids[i] ?? '']));
}

/** The living sections as the viewer sees them, as `growDocument` takes them. */
export async function outlineOf(ctx: Context, documentId: string): Promise<string[]> {
  const { sections: shown } = made(await readOutline(ctx, documentId, 'et'));
  return shown.map(({ title, level }) => `${'-'.repeat(level - 1)}${title}`);
}

/** A body of one paragraph a text; `id` before a colon. */
export function paragraphs(...texts: string[]) {
  const content = texts.map((line) => {
    const [id, text] = line.split(':');
    return { type: 'paragraph', attrs: { id }, content: [{ type: 'text', text }] };
  });
  return { type: 'doc', content };
}

/** What is stored of a section's text. */
export async function storedBody({ db }: Pick<Context, 'db'>, sectionId: string) {
  const [row] = await db.select().from(sectionBodies).where(eq(sectionBodies.sectionId, sectionId));
  if (!row) throw new Error('no body');
  return row;
}

/** Everything that a refused command must leave as it was. */
export async function stateOf({ db }: Pick<Context, 'db'>, documentId: string) {
  const rows = await db.select().from(sections).where(eq(sections.documentId, documentId)).orderBy(sections.id);
  const changes = await db
    .select()
    .from(treeChanges)
    .where(eq(treeChanges.documentId, documentId))
    .orderBy(treeChanges.id);
  const bodies = await db
    .select({ body: sectionBodies })
    .from(sectionBodies)
    .innerJoin(sections, eq(sections.id, sectionBodies.sectionId))
    .where(eq(sections.documentId, documentId))
    .orderBy(sectionBodies.sectionId);
  return { rows, changes, bodies: bodies.map(({ body }) => body) };
}
