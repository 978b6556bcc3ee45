// What was done to a tree lately and what lies in its trash, as one reader may see it (RI8).

import { desc, eq, sql } from 'drizzle-orm';
import { isAmong } from '../../db/array.ts';
import type { Db } from '../../db/database.ts';
import { treeChanges } from '../../db/schema/document-rights.ts';
import { sectionBodies } from '../../db/schema/documents.ts';
import { stillHolds } from '../../domain/document/patches.ts';
import type { Instant, PersonRef, TreeChange } from '../../domain/document/presented.ts';
import { includesRight } from '../../domain/document/rights.ts';
import { branch, type Tree } from '../../domain/document/tree.ts';
import type { SectionPatch } from '../../domain/document/tree-change.ts';
import { decideUndo } from '../../domain/document/undo.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Context } from '../context.ts';
import { type Access, readableDocument } from './access.ts';
import { loadPeople } from './people.ts';
import { treeOf } from './tree.ts';

/** Changes that a list shows. */
const SHOWN_CHANGES = 50;
const SHOWN_TITLES = 3;
/** Of how many, the newest, an undo is tried to say whether it would do: in a long document each takes 20 ms. */
const TRIED_CHANGES = 10;

/** The newest first; changes of nothing that the reader may see, and those too old to undo, are left out. */
export async function listTreeChanges(ctx: Context, documentId: string): Promise<Result<TreeChange[]>> {
  const access = await readableDocument(ctx, documentId);
  if (!access.ok) return access;
  const tree = treeOf(access.value);
  const rows = await loadChanges(ctx.db, documentId);
  const people = await loadPeople(
    ctx.db,
    rows.map(({ changedBy }) => changedBy),
  );
  const mayUndo = rows.map((row, i) => isUndoable(access.value, tree, row, i < TRIED_CHANGES));
  return ok(
    rows.flatMap((row, i) => presentChange(access.value, people, row, mayUndo[i] ?? false, undidOf(row, rows)) ?? []),
  );
}

type ChangeRow = Omit<typeof treeChanges.$inferSelect, 'documentId' | 'treeRevision'>;

/** Without the texts, which may be long; whether they still stand is found out by trying. */
async function loadChanges(db: Db, documentId: string): Promise<ChangeRow[]> {
  const { id, kind, changedBy, changedAt, patches, undoneBy } = treeChanges;
  const withoutTexts = sql<
    SectionPatch[]
  >`(select coalesce(jsonb_agg(p #- '{before,body}' #- '{after,body}' order by i), '[]')
    from jsonb_array_elements(${patches}) with ordinality as t(p, i))`;
  return db
    .select({ id, kind, changedBy, changedAt, patches: withoutTexts, undoneBy })
    .from(treeChanges)
    .where(eq(treeChanges.documentId, documentId))
    .orderBy(desc(treeChanges.treeRevision))
    .limit(SHOWN_CHANGES);
}

function presentChange(
  access: Access,
  people: ReadonlyMap<string, PersonRef>,
  { id, kind, changedBy, changedAt, patches, undoneBy }: ChangeRow,
  mayUndo: boolean,
  undid: TreeChange['undid'],
): TreeChange | null {
  const seen = patches.flatMap(({ sectionId }) => {
    const section = access.sections.get(sectionId);
    return section && access.at(sectionId).right !== 'none' ? section.title : [];
  });
  if (seen.length === 0) return null;
  return {
    ...{ id, kind, isUndone: undoneBy !== null, isUndoable: mayUndo, undid },
    by: changedBy === null ? null : (people.get(changedBy) ?? { id: changedBy, name: '' }),
    at: changedAt.toISOString(),
    titles: seen.slice(0, SHOWN_TITLES),
  };
}

/** Follows undos of undos back to the change that they are about. */
function undidOf({ id, kind }: ChangeRow, rows: readonly ChangeRow[], isDoneAgain = false): TreeChange['undid'] {
  const undone = kind === 'undo' ? rows.find(({ undoneBy }) => undoneBy === id) : undefined;
  if (undone === undefined) return null;
  return undone.kind === 'undo' ? undidOf(undone, rows, !isDoneAgain) : { kind: undone.kind, isDoneAgain };
}

/** Of one that is not tried: when its sections stand as it left them, wherever they would go back to. */
function isUndoable(access: Access, tree: Tree, { patches, undoneBy }: ChangeRow, isTried: boolean): boolean {
  const mayEdit = patches.every(({ sectionId }) => includesRight(access.at(sectionId).right, 'edit'));
  if (undoneBy !== null || !mayEdit) return false;
  if (isTried) return decideUndo(tree, patches, NOTHING_SINCE).ok;
  return patches.every(({ sectionId, after }) => {
    const section = tree.sections.get(sectionId);
    return section !== undefined && stillHolds(after, section);
  });
}

const NOTHING_SINCE = { bodies: new Map(), isWritten: () => false, isTouched: () => false };

export type TrashedSection = {
  id: string;
  title: string;
  at: Instant;
  by: PersonRef | null;
  /** Of it and of what comes back with it, as far as the reader may read that. */
  words: number;
  sectionsBelow: number;
};

/** What the viewer may restore, the latest deleted first. */
export async function listTrashedSections(ctx: Context, documentId: string): Promise<Result<TrashedSection[]>> {
  const access = await readableDocument(ctx, documentId);
  if (!access.ok) return access;
  const rows = [...access.value.sections.values()].filter(
    ({ id, trashedAt }) => trashedAt !== null && includesRight(access.value.at(id).right, 'edit'),
  );
  const tree = treeOf(access.value);
  const branches = new Map(rows.map(({ id }) => [id, readBranch(access.value, tree, id)]));
  const words = await loadWords(ctx.db, [...branches.values()].flat());
  const people = await loadPeople(
    ctx.db,
    rows.map(({ trashedBy }) => trashedBy),
  );
  const listed = rows.map(({ id, title, trashedAt, trashedBy }) => {
    const ids = branches.get(id) ?? [];
    return {
      ...{ id, title, at: trashedAt?.toISOString() ?? '', sectionsBelow: Math.max(0, ids.length - 1) },
      by: trashedBy === null ? null : (people.get(trashedBy) ?? { id: trashedBy, name: '' }),
      words: ids.reduce((sum, below) => sum + (words.get(below) ?? 0), 0),
    };
  });
  return ok(listed.sort((a, b) => (a.at === b.at ? 0 : a.at > b.at ? -1 : 1)));
}

function readBranch(access: Access, tree: Tree, id: string): string[] {
  const ids = branch(tree, id).map(({ section }) => section.id);
  return ids.filter((below) => access.at(below).right !== 'none');
}

async function loadWords(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const { sectionId, words } = sectionBodies;
  const rows = await db
    .select({ sectionId, words })
    .from(sectionBodies)
    .where(isAmong(sectionId, new Set(ids)));
  return new Map(rows.map((row) => [row.sectionId, row.words]));
}
