// The last bytes of a snapshot: a gzip member of its own that holds the SHA-256 of every byte before it. Its form is
// fixed, so a changed bit anywhere in the file shows, also in gzip's headers and padding, which its checksums skip.
// It shows damage, not a forger, who can seal anew: keep back-ups where nobody else writes.

import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { SnapshotRefused } from './format.ts';
import { bytesOf } from './spool.ts';

const GZIP_MAGIC = [0x1f, 0x8b];
/** RFC 1952: deflate, no flags, no time, unknown system. */
const MEMBER_HEADER = Buffer.from([...GZIP_MAGIC, 8, 0, 0, 0, 0, 0, 0, 255]);

/** The seal of a file whose other bytes have this SHA-256, hex. Always SEAL_BYTES long. */
function seal(sha256: string): Buffer {
  const line = Buffer.from(`{"sha256":"${sha256}"}\n`);
  const length = Buffer.alloc(5);
  length.writeUInt8(1);
  length.writeUInt16LE(line.length, 1);
  length.writeUInt16LE(line.length ^ 0xffff, 3);
  const check = Buffer.alloc(8);
  check.writeUInt32LE(crc32(line));
  check.writeUInt32LE(line.length, 4);
  return Buffer.concat([MEMBER_HEADER, length, line, check]);
}

const SEAL_BYTES = seal('0'.repeat(64)).length;

/** Passes the chunks on and adds the seal. */
export async function* sealed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
  yield seal(hash.digest('hex'));
}

/**
 * Is every byte as it was written? Reads the whole file.
 * @throws {SnapshotRefused} `not-a-snapshot`, `snapshot-truncated` or `snapshot-tampered`
 */
export async function verifySeal(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  const start = await readAt(file, 0, GZIP_MAGIC.length);
  if (!start.equals(Buffer.from(GZIP_MAGIC))) throw new SnapshotRefused('not-a-snapshot');
  const last = await readAt(file, Math.max(0, size - SEAL_BYTES), SEAL_BYTES);
  if (!resemblesSeal(last)) throw new SnapshotRefused('snapshot-truncated');
  const hash = createHash('sha256');
  for await (const chunk of bytesOf(file, size - SEAL_BYTES)) hash.update(chunk);
  if (!last.equals(seal(hash.digest('hex')))) throw new SnapshotRefused('snapshot-tampered');
}

/** A damaged seal still has most of its form; where a file was cut off, something else stands. */
function resemblesSeal(bytes: Buffer): boolean {
  if (bytes.length !== SEAL_BYTES) return false;
  const [a, b] = [seal('0'.repeat(64)), seal('f'.repeat(64))];
  const fixed = [...a.keys()].filter((at) => a[at] === b[at]);
  return fixed.filter((at) => bytes[at] === a[at]).length > fixed.length / 2;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
