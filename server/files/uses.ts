// Which pictures a text shows: noted with the text, asked when somebody reads a picture, and by the sweep.

import { and, eq, isNull, not } from 'drizzle-orm';
import { isAmong } from '../../db/array.ts';
import type { Db } from '../../db/database.ts';
import { fileUses } from '../../db/schema/files.ts';
import { attachments } from '../../db/schema/instance.ts';
import type { RawNode } from '../../domain/document/mending.ts';
import { picturesIn } from '../../domain/document/references.ts';
import { isShownInline } from '../../domain/file/type.ts';
import { can } from '../../domain/permissions.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isRowId } from '../../domain/text.ts';
import type { Context } from '../context.ts';
import type { Access } from '../documents/access.ts';
import { canReadFile, type FileRow, loadFiles } from './access.ts';

/** The pictures in texts that are about to be rewritten: all of them, and those that were noted as shown there. */
export type Standing = { there: ReadonlySet<string>; noted: ReadonlySet<string> };

export const NOTHING_STANDS: Standing = { there: new Set(), noted: new Set() };

/** What stands in these texts, by section; before they are rewritten. */
export async function loadStanding(tx: Db, contents: ReadonlyMap<string, unknown>): Promise<Standing> {
  const there = new Set([...contents.values()].flatMap((content) => (content ? picturesIn(content as RawNode) : [])));
  if (there.size === 0) return NOTHING_STANDS;
  const { sectionId, attachmentId, endedAt } = fileUses;
  const uses = await tx
    .select({ attachmentId })
    .from(fileUses)
    .where(and(isAmong(sectionId, [...contents.keys()]), isNull(endedAt)));
  return { there, noted: new Set(uses.map((use) => use.attachmentId)) };
}

type Shown = { sectionId: string; attachmentIds: readonly string[]; standing: Standing };

/**
 * Notes in the transaction that writes the text of `sectionId` which pictures it shows. What stood in the texts already
 * is no reason to refuse, and is shown as far as it was: nobody's picture becomes everybody's because somebody divides
 * the text. Fails `image-unknown` for others that are no pictures of this document, and for those that the saver has no
 * way to know: neither where it was added nor in a text that shows it or did.
 */
export async function noteFileUses(
  ctx: Context,
  tx: Db,
  access: Access,
  { sectionId, attachmentIds, standing }: Shown,
): Promise<Result<void>> {
  const shown = [...new Set(attachmentIds)];
  const brought = shown.filter((id) => !standing.there.has(id));
  const showable = brought.every(isRowId) ? await showableFiles(ctx, tx, access, brought) : new Set();
  if (showable.size < brought.length) return fail('image-unknown');
  const noted = shown.filter((id) => showable.has(id) || standing.noted.has(id));
  await noteShown(ctx, tx, sectionId, noted);
  return ok();
}

/** Notes that the text shows exactly these, which somebody may show there. */
export async function noteShown(ctx: Context, tx: Db, sectionId: string, shown: readonly string[]): Promise<void> {
  const here = eq(fileUses.sectionId, sectionId);
  const others = shown.length > 0 ? and(here, not(isAmong(fileUses.attachmentId, shown))) : here;
  await tx
    .update(fileUses)
    .set({ endedAt: ctx.now })
    .where(and(others, isNull(fileUses.endedAt)));
  if (shown.length === 0) return;
  await tx
    .insert(fileUses)
    .values(shown.map((attachmentId) => ({ sectionId, attachmentId })))
    .onConflictDoUpdate({ target: [fileUses.sectionId, fileUses.attachmentId], set: { endedAt: null } });
}

/** Those of the pictures that the viewer may show in a text of the document; see `noteFileUses`. `ids` are ids of rows. */
export async function showableFiles(
  ctx: Context,
  tx: Db,
  access: Access,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const files = await loadFiles(tx, isAmong(attachments.id, ids), 'share');
  const uses = await tx.select().from(fileUses).where(isAmong(fileUses.attachmentId, ids));
  const usesOf = Map.groupBy(uses, (use) => use.attachmentId);
  const isShowable = (file: FileRow) => {
    if (file.documentId !== access.document.id || !isShownInline(file.mediaType)) return false;
    const places = [...(usesOf.get(file.id) ?? []), ...(file.removedAt === null ? [file] : [])];
    return places.some((place) => isKnownAt(ctx, access, place.sectionId)) || canReadFile(ctx, access, file);
  };
  return new Set(files.filter(isShowable).map(({ id }) => id));
}

/** Also in a section that is in the trash: a merge puts it there. */
function isKnownAt(ctx: Context, access: Access, sectionId: string | null): boolean {
  const { right } = access.at(sectionId);
  return right !== 'none' && can(ctx.viewer, 'file.read', { right });
}
