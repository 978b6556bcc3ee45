// What the page of imports is told about a chosen file: in the reader's words, nothing of it stored.

export type ImportedLine = {
  /** 1 at the top. */
  level: number;
  title: string;
  /** How many words, in words. */
  words: string;
  firstWords: string;
};

export type ImportAnswer =
  | { state: 'shown'; summary: string; lines: ImportedLine[] }
  | { state: 'failed'; message: string };

/** Sent what of the form the outcome depends on, with the chosen file. */
export type PreviewImport = (data: FormData) => Promise<ImportAnswer>;
