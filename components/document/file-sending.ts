// Sends a file to its document, telling how far it has come: the body is the file, its name and place are in the
// address. XMLHttpRequest, for fetch does not tell how much of a body is sent.

import type { AddedFile, FilePurpose } from '../../domain/document/file.ts';

/** Where a file goes: `sectionId` null for the document as a whole. */
export type FilePlace = { documentId: string; sectionId: string | null; purpose: FilePurpose };

/** `message`: in the reader's language; null when no answer came. */
export type SentFile = { ok: true; file: AddedFile } | { ok: false; message: string | null };

/** `onProgress` hears from 0 to 1. Ending `signal` stops it; the answer is then one without a message. */
export function sendFile(
  locale: string,
  place: FilePlace,
  file: File,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<SentFile> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', addressOf(locale, place, file.name));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(readAnswer(request.responseText));
    request.onerror = () => resolve({ ok: false, message: null });
    request.onabort = request.onerror;
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function addressOf(locale: string, { documentId, sectionId, purpose }: FilePlace, name: string): string {
  const query = new URLSearchParams({ name: name.toWellFormed().slice(-500), purpose });
  if (sectionId !== null) query.set('section', sectionId);
  return `/${locale}/documents/${documentId}/files/new?${query}`;
}

/** What a proxy answers by itself is no JSON. */
function readAnswer(text: string): SentFile {
  try {
    const answer = JSON.parse(text) as { file?: AddedFile; error?: { message?: string } };
    return answer.file ? { ok: true, file: answer.file } : { ok: false, message: answer.error?.message ?? null };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, message: null };
    throw error;
  }
}
