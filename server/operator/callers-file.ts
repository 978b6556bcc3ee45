// The file that the operator named: written whole or not at all, and proved readable before it takes its name.

import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { verifySnapshot } from '../backup/read.ts';
import { fill } from '../backup/spool.ts';
import type { CallersFile } from './command.ts';

const CHUNK = 256 * 1024;

/** `path` absolute. An existing file is replaced in one step, once the new one is complete. */
export function callersFile(path: string): CallersFile {
  return {
    read: () => chunksOf(path),
    write: (chunks) => writeWhole(path, chunks),
  };
}

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK });
  } catch (error) {
    // of a folder and of a broken disk Node says what is wrong, and not with which file
    throw Object.assign(error as NodeJS.ErrnoException, { path });
  }
}

async function writeWhole(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.part`;
  // A back-up holds everything about everybody: nobody else may read it.
  const file = await open(unfinished, 'wx+', 0o600);
  try {
    await complete(file, chunks);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

async function complete(file: FileHandle, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    await fill(file, chunks);
    await file.sync();
    await verifySnapshot(file);
  } finally {
    await file.close();
  }
}

/** The new name survives a power cut too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
