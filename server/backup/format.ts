// The words of a snapshot: what its lines are and why one is refused. docs/spec/backup.md is the same for readers
// without our code. A later format may change every line but the first, and never the seal.

import { z } from 'zod';

/** Raised when an older program could misread what a newer one writes. */
export const FORMAT = 1;

export const header = z.object({
  kaasa: z.literal('snapshot'),
  format: z.number().int().positive(),
  /** Instant of writing, ISO 8601 in UTC, by the clock of the machine that wrote it. */
  created: z.iso.datetime(),
  source: z.enum(['pglite', 'postgres']),
  /** SHA-256 (hex) of each migration that the database had, oldest first. */
  migrations: z.array(z.string()),
});
export type Header = z.infer<typeof header>;

export const ending = z.object({
  /** Rows per table, in the order of the tables. */
  counts: z.record(z.string(), z.number().int().nonnegative()),
  /** The last number that each sequence gave, as text (64 bits); sequences that gave none are absent. */
  sequences: z.record(z.string(), z.string().regex(/^-?\d+$/)),
});
export type Ending = z.infer<typeof ending>;

export const piece = z.object({ column: z.string(), hex: z.string().regex(/^[0-9a-f]*$/) });

export type Line =
  | { kind: 'header'; header: Header }
  /** The rows up to the next such line are this table's. */
  | { kind: 'table'; name: string }
  /** The next bytes of one large value of the next row, which holds null in its place. */
  | { kind: 'piece'; column: string; hex: string }
  /** `json`: what PostgreSQL's `row_to_json` wrote, never parsed here, for JavaScript would round its numbers. */
  | { kind: 'row'; json: string }
  | { kind: 'end'; end: Ending };

export type SnapshotRefusal =
  | 'not-a-snapshot'
  | 'snapshot-truncated'
  | 'snapshot-tampered'
  | 'snapshot-newer'
  | 'instance-not-empty';

const SENTENCES: Record<SnapshotRefusal, string> = {
  'not-a-snapshot': 'The file is not a back-up of Kaasa.',
  'snapshot-truncated':
    'The end of the file is missing: it was cut off while it was written or copied. Take another copy.',
  'snapshot-tampered': 'The file is not as it was written: it was damaged or changed. Take another copy.',
  'snapshot-newer': 'The back-up was made by a newer Kaasa than this one. Install that version, then restore.',
  'instance-not-empty':
    'This instance already holds data. Restore into an empty one: another DATA_DIR or another database, before anybody is added.',
};

/** Why nothing was restored; the live data are as they were. The operator reads `message`. */
export class SnapshotRefused extends Error {
  readonly code: SnapshotRefusal;
  constructor(code: SnapshotRefusal, options?: ErrorOptions) {
    super(SENTENCES[code], options);
    this.name = 'SnapshotRefused';
    this.code = code;
  }
}
