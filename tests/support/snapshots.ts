// Snapshots for tests: taken, copied, damaged and forged.

import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { Database } from '../../db/database.ts';
import { sealed } from '../../server/backup/seal.ts';
import { bytesOf, fill, openSpool } from '../../server/backup/spool.ts';
import { packed, takeSnapshot } from '../../server/backup/write.ts';

/** The caller closes the file. */
export async function snapshotOf(database: Database): Promise<FileHandle> {
  const [lines, snapshot] = [await openSpool(tmpdir()), await openSpool(tmpdir())];
  await takeSnapshot(database, lines);
  await fill(snapshot, packed(lines));
  await lines.close();
  return snapshot;
}

export async function wholeFile(file: FileHandle): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(bytesOf(file)));
}

/** A file with these bytes, for the time of `use`. */
export async function withFile<T>(bytes: Uint8Array, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await openSpool(tmpdir());
  try {
    await fill(file, Readable.from([bytes]));
    return await use(file);
  } finally {
    await file.close();
  }
}

/** A snapshot of these lines with a true seal, as somebody with our code could make it. */
export async function forged(lines: string[]): Promise<Buffer> {
  const body = gzipSync(lines.map((line) => `${line}\n`).join(''));
  return Buffer.concat(await Array.fromAsync(sealed(Readable.from([body]))));
}
