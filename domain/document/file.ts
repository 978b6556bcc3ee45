// Files of a document: pictures in its text and files beside it.

export const FILE_PURPOSES = ['image', 'file'] as const;
/** What a file was added for: to be shown in a text, or to lie beside it. */
export type FilePurpose = (typeof FILE_PURPOSES)[number];

/** Bytes of one file. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** A picture that no text shows any more (or never did) is swept after so many days. */
export const UNUSED_IMAGE_DAYS = 30;
/** Until then a removed file can be put back. */
export const REMOVED_FILE_DAYS = 90;
