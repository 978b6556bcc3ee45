// A command that writes a text writes it into the section's room as well, in its own transaction, so that those who write
// there see it like anybody else's words. Rule RO13.

import { eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { rooms } from '../../db/schema/rooms.ts';
import type { Body } from '../../domain/document/body.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import type { Context } from '../context.ts';
import { append, loadForWriting, updatesOf } from './log.ts';
import { documentOf, rewrite } from './text.ts';

/** Makes the room say `body`; nothing happens while the section has none. Live rooms hear of it after the commit. */
export async function writeToRoom(ctx: Context, tx: Db, sectionId: string, body: Body): Promise<void> {
  const loaded = await loadForWriting(tx, sectionId);
  if (!loaded) return;
  const doc = documentOf(updatesOf(loaded));
  const update = rewrite(doc, body);
  doc.destroy();
  const row = { sectionId, authorId: viewerId(ctx.viewer), claims: [doc.clientID] };
  const [seq = loaded.seq] = update ? await append(tx, [{ ...row, update }], ctx.now, true) : [];
  await tx.update(rooms).set({ projectedSeq: seq }).where(eq(rooms.sectionId, sectionId));
}
