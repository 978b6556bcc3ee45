// Files of a document: pictures in its text and files beside it.

import { fail, ok, type Result } from '../result.ts';
import type { Instant, PersonRef } from './presented.ts';

export const FILE_PURPOSES = ['image', 'file'] as const;
/** What a file was added for: to be shown in a text, or to lie beside it. */
export type FilePurpose = (typeof FILE_PURPOSES)[number];

/** Bytes of one file. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** Files and pictures of one document, without those that were removed: more than any list can be read. */
export const MAX_FILES = 500;
/** Bytes of all files that are kept for one document, removed ones too until they are swept. */
export const MAX_FILES_BYTES = 1024 ** 3;

/** What a document has of files. */
export type FilesKept = { count: number; bytes: number };

/** May `more` be added? Fails `too-many-files`, `document-files-too-large` (`limit` in MB). */
export function roomForFiles(kept: FilesKept, more: FilesKept): Result<void> {
  if (kept.count + more.count > MAX_FILES) return fail('too-many-files', { params: { limit: MAX_FILES } });
  if (kept.bytes + more.bytes <= MAX_FILES_BYTES) return ok();
  return fail('document-files-too-large', { params: { limit: MAX_FILES_BYTES / 1024 ** 2 } });
}

/** A picture that no text shows any more (or never did) is swept after so many days. */
export const UNUSED_IMAGE_DAYS = 30;
/** Until then a removed file can be put back. */
export const REMOVED_FILE_DAYS = 90;

/** What is answered when a file was added. `width`, `height`: pixels; null for what is no picture. `size`: bytes, as kept. */
export type AddedFile = {
  id: string;
  name: string;
  mediaType: string;
  size: number;
  width: number | null;
  height: number | null;
};

/** A file beside a text, as lists show it. */
export type PresentedFile = {
  id: string;
  name: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  /** The section where it was added; null for the document as a whole. */
  sectionId: string | null;
  addedAt: Instant;
  addedBy: PersonRef | null;
  /** May the reader take it away? */
  canChange: boolean;
};
