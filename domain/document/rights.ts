// Who may do what in a document: grants on the document and its sections, the nearest one counts, a lock caps. The
// rules RI1 to RI5 and DO3 of docs/spec/documents.md, worked out for one viewer and a whole document at once.

import type { Viewer } from '../people/viewer.ts';

export const DOCUMENT_RIGHTS = ['none', 'read', 'comment', 'suggest', 'edit', 'manage'] as const;
/** What somebody may do, each including those before it. */
export type DocumentRight = (typeof DOCUMENT_RIGHTS)[number];
/** What a grant says; `none` only on a section. */
export type GrantedRight = DocumentRight;

/** Does `right` include `needed`? */
export function includesRight(right: DocumentRight, needed: DocumentRight): boolean {
  return DOCUMENT_RIGHTS.indexOf(right) >= DOCUMENT_RIGHTS.indexOf(needed);
}

/** May the reader edit the document or any one of its sections? An import asks: where its text goes is chosen later. */
export function editsAnything({
  document,
  sections,
}: {
  document: { right: DocumentRight };
  sections: readonly { right: DocumentRight }[];
}): boolean {
  return [document, ...sections].some(({ right }) => includesRight(right, 'edit'));
}

/**
 * Whom rights are asked for. `unbounded`: the operator and the server's own jobs, who manage everything and are held
 * up by no lock. `administrator`: manages everything, capped like everybody. `person`: what grants say, to them or
 * to one of their organisations.
 */
export type RightsSubject = {
  standing: 'unbounded' | 'administrator' | 'person';
  /** Null without an account. */
  personId: string | null;
  organisationIds: readonly string[];
};

/** A right of one person or organisation at one place. `sectionId` null: on the whole document. */
export type Grant = { subjectId: string; right: GrantedRight; sectionId: string | null };

/** What decides about rights in a section. Roots have `parentId` null. */
export type RightsSection = { id: string; parentId: string | null; inheritsRights: boolean; lockedBy: string | null };

/** What one viewer may do at one place, and what that comes from. */
export type PlaceRight = {
  /** What grants alone give. */
  granted: DocumentRight;
  /** What is left of it under locks and adoption. */
  right: DocumentRight;
  /** The grant that counts here for each of the viewer's subjects that has one; the highest first, the own one before others. */
  reaching: readonly Grant[];
  /** The nearest section on the way up, this one included, that grants above it do not reach. */
  stoppedAt: string | null;
  /** The section whose lock holds here: the nearest one locked by somebody else, else the nearest own one. */
  lockSectionId: string | null;
  /** Is that lock somebody else's, so that it caps? */
  isLockedOut: boolean;
};

/** The most that a lock or an adoption leaves. */
const CAP = 'comment' satisfies DocumentRight;

/** Nothing: what anybody may do at a place that does not exist. */
export const NO_RIGHT: PlaceRight = {
  granted: 'none',
  right: 'none',
  reaching: [],
  stoppedAt: null,
  lockSectionId: null,
  isLockedOut: false,
};

export function rightsSubject(viewer: Viewer): RightsSubject {
  switch (viewer.kind) {
    case 'operator':
    case 'system':
      return { standing: 'unbounded', personId: null, organisationIds: [] };
    case 'anonymous':
      return { standing: 'person', personId: null, organisationIds: [] };
    default: {
      const standing = viewer.role === 'administrator' ? 'administrator' : 'person';
      return { standing, personId: viewer.id, organisationIds: viewer.organisationIds };
    }
  }
}

export type DocumentRights = {
  /** On the document as a whole. */
  document: PlaceRight;
  /** By section id; every section has one, whether it is trashed or not. */
  sections: ReadonlyMap<string, PlaceRight>;
};

/**
 * The rights of `subject` in a document and all its `sections`, which may come in any order. Grants to others than
 * the subject are passed over. A section whose parent is not among them, or that lies in a circle, gets no more than
 * what is granted on it. Linear in sections and grants.
 */
export function resolveRights(
  subject: RightsSubject,
  sections: Iterable<RightsSection>,
  grants: Iterable<Grant>,
  isAdopted: boolean,
): DocumentRights {
  const byPlace = grantsByPlace(subject, grants);
  const judge = { subject, byPlace, isAdopted };
  const document = placeOf(judge, inPlace(judge, NO_RIGHT, null));
  const tree = new Map([...sections].map((section) => [section.id, section]));
  const resolved = new Map<string, PlaceRight>();
  for (const section of tree.values()) resolveWayUp(judge, tree, resolved, document, section);
  return { document, sections: resolved };
}

/**
 * Does the viewer see anything of a document, so that it is there for them? `isTrashed` says whether a section or one
 * above it is deleted: of such a one only those know who may bring it back.
 */
export function seesAnything(rights: DocumentRights, isTrashed: (sectionId: string) => boolean): boolean {
  if (rights.document.right !== 'none') return true;
  for (const [id, { right, granted }] of rights.sections) {
    if (right !== 'none' && (includesRight(granted, 'edit') || !isTrashed(id))) return true;
  }
  return false;
}

type Judge = {
  subject: RightsSubject;
  byPlace: ReadonlyMap<string | null, readonly Grant[]>;
  isAdopted: boolean;
};

function grantsByPlace(subject: RightsSubject, grants: Iterable<Grant>): Map<string | null, Grant[]> {
  const own = new Set([...(subject.personId === null ? [] : [subject.personId]), ...subject.organisationIds]);
  const byPlace = new Map<string | null, Grant[]>();
  for (const grant of grants) {
    if (!own.has(grant.subjectId)) continue;
    const there = byPlace.get(grant.sectionId);
    if (there) there.push(grant);
    else byPlace.set(grant.sectionId, [grant]);
  }
  return byPlace;
}

/** Resolves `section` and what above it is not resolved yet; a loop, not a recursion: trees may be deep. */
function resolveWayUp(
  judge: Judge,
  tree: ReadonlyMap<string, RightsSection>,
  resolved: Map<string, PlaceRight>,
  document: PlaceRight,
  section: RightsSection,
): void {
  const way: RightsSection[] = [];
  const onWay = new Set<string>();
  let next: RightsSection | undefined = section;
  while (next && !resolved.has(next.id) && !onWay.has(next.id)) {
    way.push(next);
    onWay.add(next.id);
    next = next.parentId === null ? undefined : tree.get(next.parentId);
  }
  for (const at of way.reverse()) {
    const above = at.parentId === null ? document : (resolved.get(at.parentId) ?? NO_RIGHT);
    resolved.set(at.id, sectionPlace(judge, above, at));
  }
}

function sectionPlace(judge: Judge, above: PlaceRight, section: RightsSection): PlaceRight {
  const { inheritsRights, lockedBy } = section;
  // most sections are like the one above them and share its object
  if (inheritsRights && lockedBy === null && !judge.byPlace.has(section.id)) return above;
  const stopped = inheritsRights ? above : { ...above, reaching: [], stoppedAt: section.id };
  return placeOf(judge, locked(judge, inPlace(judge, stopped, section.id), section));
}

/** RI2: a grant here replaces the same subject's from above. */
function inPlace(judge: Judge, above: PlaceRight, sectionId: string | null): PlaceRight {
  const here = judge.byPlace.get(sectionId);
  if (!here) return above;
  const fromAbove = above.reaching.filter((grant) => !here.some((own) => own.subjectId === grant.subjectId));
  return { ...above, reaching: [...here, ...fromAbove].sort(byWeight(judge.subject)) };
}

/** RI5: whoever set the lock is not capped by it; a lock of somebody else above still holds. */
function locked(judge: Judge, place: PlaceRight, section: RightsSection): PlaceRight {
  if (section.lockedBy === null) return place;
  const isForeign = section.lockedBy !== judge.subject.personId;
  if (!isForeign && place.isLockedOut) return place;
  return { ...place, lockSectionId: section.id, isLockedOut: isForeign && judge.subject.standing !== 'unbounded' };
}

function placeOf(judge: Judge, place: PlaceRight): PlaceRight {
  const { subject, isAdopted } = judge;
  const granted = subject.standing === 'person' ? (place.reaching[0]?.right ?? 'none') : 'manage';
  const isCapped = subject.standing !== 'unbounded' && (isAdopted || place.isLockedOut);
  return { ...place, granted, right: isCapped && includesRight(granted, CAP) ? CAP : granted };
}

/** Highest right first, then the person's own, then by id: two readings of the same rows say the same. */
function byWeight({ personId }: RightsSubject) {
  const own = (grant: Grant) => Number(grant.subjectId === personId);
  return (a: Grant, b: Grant) =>
    DOCUMENT_RIGHTS.indexOf(b.right) - DOCUMENT_RIGHTS.indexOf(a.right) ||
    own(b) - own(a) ||
    (a.subjectId < b.subjectId ? -1 : 1);
}
