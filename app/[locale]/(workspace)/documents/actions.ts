'use server';
// What the forms about documents as a whole do.

import { z } from 'zod';
import { documentForm, newDocumentForm, statusForm } from '../../../../domain/document/document.ts';
import { ok } from '../../../../domain/result.ts';
import { rowId } from '../../../../domain/text.ts';
import { createDocument, editDocument, setStatus } from '../../../../server/documents/documents.ts';
import { restoreDocument, trashDocument } from '../../../../server/documents/trash.ts';
import type { RequestContext } from '../../../../server/request.ts';
import { action } from '../../../action.ts';

const named = z.object({ id: rowId });

/** Says in the address when the sections got their titles in another language than the document's. */
async function createInLanguage(ctx: RequestContext, form: z.output<typeof newDocumentForm>) {
  const made = await createDocument(ctx, form);
  if (!made.ok) return made;
  const { id, titleLanguage, sections } = made.value;
  return ok({ id, isForeign: sections.length > 0 && titleLanguage !== form.language });
}

export const createDocumentAction = action(newDocumentForm, createInLanguage, {
  goTo: ({ id, isForeign }) => `/documents/${id}${isForeign ? '?titles=en' : ''}`,
});

export const editDocumentAction = action(documentForm, editDocument, { message: 'saved' });

export const setStatusAction = action(statusForm, setStatus, { message: 'statusChanged' });

/** The list then offers to restore it. */
export const trashDocumentAction = action(named, trashDocument, { goTo: ({ id }) => `/documents?trashed=${id}` });

export const restoreDocumentAction = action(named, restoreDocument, { message: 'documentRestored' });
