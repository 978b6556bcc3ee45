// Documents with files in them, for tests: two sections, somebody with a right on the first alone, texts with pictures.

import { eq } from 'drizzle-orm';
import { sectionBodies } from '../../db/schema/documents.ts';
import type { DocumentRight } from '../../domain/document/rights.ts';
import { SCHEMA_VERSION } from '../../domain/document/schema/schema.ts';
import type { Context } from '../../server/context.ts';
import { saveBody } from '../../server/documents/bodies.ts';
import { setGrant } from '../../server/documents/grants.ts';
import { addSection } from '../../server/documents/tree-commands.ts';
import { addFile, type NewFile } from '../../server/files/commands.ts';
import { addDocument, made, outcome } from './documents.ts';
import { PDF } from './office-files.ts';
import { PNG } from './pictures.ts';

export type FilePlace = { documentId: string; open: string; shut: string };

/** A document of `owner`; `guest` has `right` on the section `open` and on nothing else. */
export async function addFilePlace(owner: Context, guestId: string, right: DocumentRight | null): Promise<FilePlace> {
  const { id: documentId } = await addDocument(owner);
  const add = async (title: string) =>
    made(await addSection(owner, { documentId, parentId: null, beforeId: null, title, kind: 'numbered' })).id;
  const [open, shut] = [await add('Avatud'), await add('Kinnine')];
  if (right) await grantTo(owner, guestId, { documentId, sectionId: open }, right);
  return { documentId, open, shut };
}

export async function grantTo(
  owner: Context,
  subjectId: string,
  place: { documentId: string; sectionId: string | null },
  right: DocumentRight,
): Promise<void> {
  made(await setGrant(owner, { ...place, subjectKind: 'person', subjectId, right }));
}

export function pdf(to: Pick<NewFile, 'documentId' | 'sectionId'>, name = 'Eelarve.pdf'): NewFile {
  return { ...to, purpose: 'file', name, bytes: PDF };
}

/** The id of a small picture, added for a text. */
export async function addPicture(ctx: Context, documentId: string, sectionId: string): Promise<string> {
  return made(await addFile(ctx, { documentId, sectionId, purpose: 'image', name: 'Joonis.png', bytes: PNG })).id;
}

/** Saves a text that shows these pictures and nothing else; resolves to what became of it. */
export async function showPictures(ctx: Context, sectionId: string, attachmentIds: readonly string[]): Promise<string> {
  const { revision } = sectionBodies;
  const [row] = await ctx.db.select({ revision }).from(sectionBodies).where(eq(sectionBodies.sectionId, sectionId));
  const images = attachmentIds.map((attachmentId) => ({ type: 'image', attrs: { attachmentId, alt: 'Joonis' } }));
  const content = { type: 'doc', content: [...images, { type: 'paragraph' }] };
  const saved = await saveBody(ctx, {
    sectionId,
    content,
    bodyRevision: row?.revision ?? 0,
    schemaVersion: SCHEMA_VERSION,
  });
  return outcome(saved);
}
