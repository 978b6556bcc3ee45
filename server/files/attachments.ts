// The bytes of files in the database, in parts: written and read one statement a part, so that nothing waits long for
// one and memory holds a few at a time. What a file is and who may have it is decided elsewhere.

import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { attachmentParts, attachments } from '../../db/schema/instance.ts';

/** Bytes. The embedded database writes so much in 5 to 20 ms (docs/adr/file-parts.md). */
export const PART_BYTES = 256 * 1024;

export type NewAttachment = { id: string; name: string; mediaType: string; bytes: Uint8Array; createdAt: Date };

/**
 * Writes the row and then each part. Given the database, others get their turn between parts (db/turns.ts), and what is cut
 * short is an attachment that belongs to nothing until the sweep removes it; given a transaction, all or nothing.
 */
export async function storeAttachment(db: Db, { bytes, ...file }: NewAttachment): Promise<void> {
  await db.insert(attachments).values({ ...file, sha256: await sha256(bytes), size: bytes.length });
  for (let part = 0; part * PART_BYTES < bytes.length; part += 1) {
    const piece = bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
    // as base64: the drivers' own form of bytes takes PGlite five times as long
    const encoded = Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('base64');
    const decoded = sql`decode(${encoded}::text, 'base64')`;
    await db.insert(attachmentParts).values({ attachmentId: file.id, part, bytes: decoded });
  }
}

/**
 * The bytes from `from` to `to` (exclusive), a part at a time; nothing is read before it is asked for.
 * @throws when the attachment is gone or cut short
 */
export async function* readAttachment(db: Db, id: string, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; ) {
    const part = Math.floor(at / PART_BYTES);
    const start = part * PART_BYTES;
    const bytes = (await readPart(db, id, part)).subarray(at - start, to - start);
    if (bytes.length === 0) throw new Error(`attachment ${id} has no byte ${at}`);
    yield bytes;
    at += bytes.length;
  }
}

async function readPart(db: Db, id: string, part: number): Promise<Uint8Array> {
  const [row] = await db
    .select({ encoded: sql<string>`encode(${attachmentParts.bytes}, 'base64')` })
    .from(attachmentParts)
    .where(and(eq(attachmentParts.attachmentId, id), eq(attachmentParts.part, part)));
  return Buffer.from(row?.encoded ?? '', 'base64');
}

/** Hex; off the main thread. */
async function sha256(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');
}
