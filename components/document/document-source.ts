// Asks the server for what the document page shows. What is not there for the reader is `gone`, whatever the reason.

import type { DocumentOutline, PresentedBody } from '../../domain/document/presented.ts';
import type { DocumentHistory } from './command.ts';
import type { DocumentSource, Fetched } from './document-sync.ts';
import { sendFile } from './file-sending.ts';

const base = (locale: string, documentId: string) => `/${locale}/documents/${documentId}`;

export function documentSource(locale: string, documentId: string): DocumentSource {
  const at = base(locale, documentId);
  return {
    outline: () => fetchJson<DocumentOutline>(`${at}/outline`),
    bodies: (ids) => fetchJson<PresentedBody[]>(`${at}/bodies${ids === 'all' ? '' : `?sections=${ids.join(',')}`}`),
  };
}

/** The recent changes and the deleted sections. */
export function fetchHistory(locale: string, documentId: string): Promise<Fetched<DocumentHistory>> {
  return fetchJson<DocumentHistory>(`${base(locale, documentId)}/outline/history`);
}

/** Sends a picture to the document's files. `failed` is said when no answer comes. */
export async function uploadImage(
  locale: string,
  documentId: string,
  sectionId: string,
  file: File,
  failed: string,
): Promise<{ ok: true; id: string } | { ok: false; message: string }> {
  const sent = await sendFile(locale, { documentId, sectionId, purpose: 'image' }, file, () => {});
  return sent.ok ? { ok: true, id: sent.file.id } : { ok: false, message: sent.message ?? failed };
}

/** Signed out is not gone: the notice of it lies over the page, and what is below stays. */
async function fetchJson<T>(path: string): Promise<Fetched<T>> {
  try {
    const answer = await fetch(path, { headers: { accept: 'application/json' }, cache: 'no-store' });
    if (answer.status === 404) return { state: 'gone' };
    return answer.ok ? { state: 'here', value: await answer.json() } : { state: 'failed' };
  } catch (error) {
    // fetch says so when there is no connection
    if (error instanceof TypeError) return { state: 'failed' };
    throw error;
  }
}
