// The tree of a document from the rows that access has loaded, and what is said about rights at its sections.

import { and, eq, isNotNull } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { grants } from '../../db/schema/document-rights.ts';
import { type RightsMark, rightsMark } from '../../domain/document/rights-needed.ts';
import { buildTree, type Tree, type TreeSection } from '../../domain/document/tree.ts';
import type { Access } from './access.ts';
import type { SectionRow } from './facts.ts';

export function treeOf({ sections }: Pick<Access, 'sections'>): Tree {
  return buildTree([...sections.values()].map(treeSection));
}

function treeSection({ id, parentId, orderKey, kind, title, trashedAt }: SectionRow): TreeSection {
  return { id, parentId, orderKey, kind, title, isTrashed: trashedAt !== null };
}

/** Who has which right at each section itself, as marks that are equal where the rights are. */
export async function loadRightsMarks(tx: Db, { document, sections }: Access): Promise<RightsMark> {
  const { sectionId, userId, organisationId, right } = grants;
  const rows = await tx
    .select({ sectionId, userId, organisationId, right })
    .from(grants)
    .where(and(eq(grants.documentId, document.id), isNotNull(sectionId)));
  const held = new Map<string, string[]>();
  for (const row of rows) {
    if (row.sectionId === null) continue;
    const there = held.get(row.sectionId) ?? [];
    held.set(row.sectionId, [...there, `${row.userId ?? row.organisationId}:${row.right}`]);
  }
  return (id) => rightsMark(sections.get(id)?.inheritsRights ?? true, held.get(id) ?? []);
}
