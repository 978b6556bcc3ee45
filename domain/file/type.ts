// The types of files that are taken in, by their media types. What is not here is refused: above all what a browser
// would run (HTML, SVG, scripts), and office files with macros.

const TYPES = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'application/vnd.oasis.opendocument.presentation': ['odp'],
  'application/vnd.etsi.asic-e+zip': ['asice'],
  'message/rfc822': ['eml'],
  'text/plain': ['txt'],
  'text/csv': ['csv'],
  'text/markdown': ['md', 'markdown'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** A media type that is taken in. */
export type FileType = keyof typeof TYPES;

/** Shown in a text, and by the browser itself; everything else is saved to disk. */
export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const satisfies FileType[];

/** For the choosing of files: every ending, as in `accept` of HTML. */
export const ACCEPTED_FILES = Object.values(TYPES)
  .flat()
  .map((ending) => `.${ending}`)
  .join(',');

/** Of a file name, without the dot and in lower case; '' without one. */
export function endingOf(name: string): string {
  return /\.([\p{L}\p{N}]{1,10})$/u.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** The endings of a type, the usual one first. */
export function endingsOf(type: FileType): readonly [string, ...string[]] {
  return TYPES[type];
}

/** Is this the ending of any type that is taken in? */
export function isKnownEnding(ending: string): boolean {
  return Object.values(TYPES).some((endings) => (endings as readonly string[]).includes(ending));
}

/** May the browser show it inside a page? */
export function isShownInline(mediaType: string): boolean {
  return (IMAGE_TYPES as readonly string[]).includes(mediaType);
}
