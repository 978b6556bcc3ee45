// Files of a document: pictures in its text and files beside it.

export const FILE_PURPOSES = ['image', 'file'] as const;
export type FilePurpose = (typeof FILE_PURPOSES)[number];

/** Bytes of one file. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
