// A file without a name. A back-up is spooled before it is handed over, so that the transaction it is read in never
// waits for a slow receiver; a restore is spooled so that what was verified is what is loaded.

import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** An empty file in `folder` that only this handle reaches: it is gone with the process, however that ends. */
export async function openSpool(folder: string): Promise<FileHandle> {
  const path = join(folder, `spool-${randomUUID()}`);
  const spool = await open(path, 'wx+', 0o600);
  await unlink(path);
  return spool;
}

const CHUNK = 256 * 1024;

/** The first `end` bytes of the file, by default all. Not a stream of the handle: such a one keeps it from closing. */
export async function* bytesOf(file: FileHandle, end = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array> {
  for (let position = 0; position < end; ) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK, end - position));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, position);
    if (bytesRead === 0) return;
    yield chunk.subarray(0, bytesRead);
    position += bytesRead;
  }
}

/** Adds all chunks at the end of the file. */
export async function fill(file: FileHandle, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of chunks) await file.appendFile(chunk);
}
