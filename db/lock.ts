// PGlite does not notice a second process on the same folder; each then overwrites the other. SQLite's file lock
// (fcntl) is dropped by the kernel when a process dies, so there is no stale lock to clean and no race in taking it.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseUnavailable } from './database.ts';

const SQLITE_BUSY = 5;

/** What nothing refers to is collected, and its lock with it. */
const held = new Set<DatabaseSync>();

/**
 * Locks `folder` (created when missing) for this process; returns the function that unlocks it.
 * @throws {DatabaseUnavailable} `in-use` when another process holds it.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = new DatabaseSync(join(folder, 'kaasa.lock'));
  try {
    file.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    throw new DatabaseUnavailable(
      'in-use',
      `${folder} is in use by another Kaasa process. Stop it, choose another DATA_DIR, or set DATABASE_URL to use PostgreSQL.`,
    );
  }
  held.add(file);
  return () => {
    held.delete(file);
    file.close();
  };
}
