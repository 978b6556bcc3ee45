// What the viewer of a request may read over the whole instance, for lists and search. Most documents are readable
// as a whole or not at all, so only those are looked into whose sections differ.

import { and, isNotNull, isNull, not, or } from 'drizzle-orm';
import { isAmong } from '../../db/array.ts';
import type { Db } from '../../db/database.ts';
import { documents, sections } from '../../db/schema/documents.ts';
import {
  type DocumentRight,
  type Grant,
  type RightsSubject,
  resolveRights,
  rightsSubject,
  seesAnything,
} from '../../domain/document/rights.ts';
import type { Context } from '../context.ts';
import { livingIn } from './access.ts';
import { grantsTo, type SectionRow } from './facts.ts';

export type Scope = {
  /** The documents that the viewer may read at least one section of, or the document itself; none in the trash. */
  documentIds: string[];
  /** Those of them of which the viewer may read every section; none of their sections is trashed. */
  wholeIds: string[];
  /** The living sections that the viewer may read in the others. */
  sectionIds: string[];
  /** Of the documents that the viewer sees, ISO 639-1, each once. */
  languages: string[];
  /** On the document as a whole; `none` on one that the viewer sees only sections of, and on every other. */
  rightOn(documentId: string): DocumentRight;
  /** `sectionId`: a section of that document; null asks for the document itself. A trashed section is not read. */
  mayRead(documentId: string, sectionId: string | null): boolean;
};

type Skeleton = Pick<SectionRow, 'id' | 'documentId' | 'parentId' | 'inheritsRights' | 'lockedBy' | 'trashedAt'>;
type Candidate = { id: string; isAdopted: boolean; language: string };
type Found = { candidate: Candidate; right: DocumentRight; isWhole: boolean; sectionIds: string[] };

/** Four statements at most, whatever the number of documents. `among`: of no others than these. */
export async function loadScope(ctx: Context, db: Db, among?: readonly string[]): Promise<Scope> {
  const subject = rightsSubject(ctx.viewer);
  const held = await grantsTo(db, subject);
  const candidates = await candidatesOf(db, subject, held, among);
  const narrowed = held.filter((grant) => grant.sectionId !== null).map((grant) => grant.documentId);
  const skeletons = groupBy(await differing(db, candidates, narrowed), (row) => row.documentId);
  const heldIn = groupBy(held, (grant) => grant.documentId);
  const found = candidates.flatMap((candidate) => {
    const { id } = candidate;
    return look(subject, candidate, heldIn.get(id) ?? [], skeletons.get(id)) ?? [];
  });
  return scopeOf(found);
}

async function candidatesOf(
  db: Db,
  subject: RightsSubject,
  held: readonly { documentId: string }[],
  among: readonly string[] | undefined,
): Promise<Candidate[]> {
  const ids = [...new Set(held.map((grant) => grant.documentId))];
  if (among?.length === 0 || (subject.standing === 'person' && ids.length === 0)) return [];
  const isGranted = subject.standing === 'person' ? isAmong(documents.id, ids) : undefined;
  const isAsked = among && isAmong(documents.id, among);
  const rows = await db
    .select({ id: documents.id, status: documents.status, language: documents.language })
    .from(documents)
    .where(and(isNull(documents.trashedAt), isGranted, isAsked));
  return rows.map(({ id, status, language }) => ({ id, language, isAdopted: status === 'adopted' }));
}

/** The sections of the documents whose sections are not all alike: a stop, a trashed one, a grant on one. */
async function differing(db: Db, candidates: readonly Candidate[], narrowed: readonly string[]): Promise<Skeleton[]> {
  if (candidates.length === 0) return [];
  const stops = not(sections.inheritsRights);
  const odd = await db
    .selectDistinct({ documentId: sections.documentId })
    .from(sections)
    .where(or(stops, isNotNull(sections.trashedAt)));
  const differ = new Set([...narrowed, ...odd.map((row) => row.documentId)]);
  const ids = candidates.map(({ id }) => id).filter((id) => differ.has(id));
  if (ids.length === 0) return [];
  const { id, documentId, parentId, inheritsRights, lockedBy, trashedAt } = sections;
  return db
    .select({ id, documentId, parentId, inheritsRights, lockedBy, trashedAt })
    .from(sections)
    .where(isAmong(sections.documentId, ids));
}

/** Null when the viewer sees nothing of it. Without `skeleton` all its sections are like the document. */
function look(
  subject: RightsSubject,
  candidate: Candidate,
  held: readonly Grant[],
  skeleton: readonly Skeleton[] = [],
): Found | null {
  const isLiving = livingIn(new Map(skeleton.map((row) => [row.id, row])));
  const rights = resolveRights(subject, skeleton, held, candidate.isAdopted);
  if (!seesAnything(rights, (id) => !isLiving(id))) return null;
  const isRead = ({ id }: Skeleton) => isLiving(id) && rights.sections.get(id)?.right !== 'none';
  const sectionIds = skeleton.filter(isRead).map(({ id }) => id);
  const { right } = rights.document;
  return { candidate, right, sectionIds, isWhole: right !== 'none' && sectionIds.length === skeleton.length };
}

function scopeOf(found: readonly Found[]): Scope {
  const byId = new Map(found.map((one) => [one.candidate.id, one]));
  const whole = new Set(found.filter((one) => one.isWhole).map((one) => one.candidate.id));
  const sectionIds = found.filter((one) => !one.isWhole).flatMap((one) => one.sectionIds);
  const readSections = new Set(sectionIds);
  return {
    documentIds: [...byId.keys()],
    wholeIds: [...whole],
    sectionIds,
    languages: [...new Set(found.map((one) => one.candidate.language))],
    rightOn: (id) => byId.get(id)?.right ?? 'none',
    mayRead: (id, sectionId) =>
      sectionId === null ? byId.has(id) : whole.has(id) || (byId.has(id) && readSections.has(sectionId)),
  };
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
