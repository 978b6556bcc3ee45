// Who can do what at one place of a document, and why: what the dialog of rights shows. Rule RI9 in
// docs/spec/documents.md.

import { and, asc, eq, isNull } from 'drizzle-orm';
import { memberships, organisations } from '../../db/schema/organisations.ts';
import { users } from '../../db/schema/users.ts';
import type { PersonRef } from '../../domain/document/presented.ts';
import {
  DOCUMENT_RIGHTS,
  type Grant,
  type PlaceRight,
  type RightsSection,
  type RightsSubject,
  resolveRights,
  rightsSubject,
} from '../../domain/document/rights.ts';
import { type Locale, localised } from '../../domain/locale.ts';
import { relationTo } from '../../domain/people/permissions.ts';
import { viewerId } from '../../domain/people/viewer.ts';
import { can } from '../../domain/permissions.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isRowId } from '../../domain/text.ts';
import type { Context } from '../context.ts';
import { type Access, absent, accessFor, authoriseAt } from './access.ts';
import { type DocumentFacts, loadFacts, type SectionRow } from './facts.ts';
import type { RightsHolder, RightsReason, RightsView } from './present-rights.ts';

/**
 * Those who manage the place see everybody whom a grant or a role touches there, others themselves. People who are
 * suspended and organisations that are archived are left out: nothing of theirs counts. Fails `not-found`, `section-gone`.
 */
export async function readRightsView(
  ctx: Context,
  { documentId, sectionId }: { documentId: string; sectionId: string | null },
  locale: Locale,
): Promise<Result<RightsView>> {
  const facts = isRowId(documentId) ? await loadFacts(ctx.db, documentId) : null;
  const access = facts && accessFor(rightsSubject(ctx.viewer), facts);
  if (!facts || !access || access.document.trashedAt !== null) return absent(ctx);
  const allowed = authoriseAt(ctx, access, sectionId === null ? 'document.read' : 'section.read', sectionId);
  if (!allowed.ok) return allowed;
  if (sectionId !== null && !access.isLiving(sectionId)) return fail('section-gone');
  const section = sectionId === null ? null : (access.sections.get(sectionId) ?? null);
  const action = section === null ? 'document.manage' : 'section.manage';
  const canManage = authoriseAt(ctx, access, action, sectionId).ok;
  const parties = await loadParties(ctx, locale);
  const shown = canManage ? parties.all : parties.all.filter(({ id }) => id === viewerId(ctx.viewer));
  const place = placeIn(facts, access, section, parties.names);
  const holders = shown
    .map((party) => holderAt(place, party))
    .filter(({ reasons }) => !canManage || reasons.length > 0);
  return ok({
    place: { sectionId, title: (section ?? access.document).title, isStopped: section?.inheritsRights === false },
    canManage,
    holders: holders.sort(inOrder(locale)),
    candidates: canManage ? candidatesOf(ctx, parties.all, place) : [],
  });
}

/** A person or an organisation that takes part, as the view needs it. */
type Party = Pick<RightsHolder, 'kind' | 'id' | 'name' | 'detail'> & { subject: RightsSubject; email: string | null };
type Parties = { all: Party[]; names: ReadonlyMap<string, string> };

/** By name. `names`: of organisations and of everybody who ever had an account, '' once erased. */
async function loadParties(ctx: Context, locale: Locale): Promise<Parties> {
  const places = await ctx.db.select().from(organisations).where(isNull(organisations.archivedAt));
  const people = await ctx.db.select().from(users);
  const { userId, organisationId } = memberships;
  const links = await ctx.db
    .select({ userId, organisationId })
    .from(memberships)
    .innerJoin(organisations, and(eq(organisations.id, organisationId), isNull(organisations.archivedAt)))
    .orderBy(asc(memberships.createdAt));
  const names = new Map([
    ...people.map(({ id, name }) => [id, name] as const),
    ...places.map(({ id, name }) => [id, localised(name, locale)] as const),
  ]);
  const organisationsOf = Map.groupBy(links, (link) => link.userId);
  const persons = people
    .filter((person) => person.suspendedAt === null && person.erasedAt === null)
    .map((person) =>
      personParty(
        person,
        (organisationsOf.get(person.id) ?? []).map((link) => link.organisationId),
        names,
      ),
    );
  const bodies = places.map(({ id }) => organisationParty(id, names));
  const { compare } = new Intl.Collator(locale);
  return { all: [...bodies, ...persons].sort((a, b) => compare(a.name, b.name)), names };
}

function personParty(
  person: typeof users.$inferSelect,
  organisationIds: string[],
  names: ReadonlyMap<string, string>,
): Party {
  const { id, role, name, email } = person;
  const detail = organisationIds.map((organisation) => names.get(organisation) ?? '').join(', ');
  return {
    kind: 'person',
    id,
    name,
    detail,
    email,
    subject: rightsSubject({ kind: 'person', id, role, organisationIds }),
  };
}

function organisationParty(id: string, names: ReadonlyMap<string, string>): Party {
  const subject: RightsSubject = { standing: 'person', personId: null, organisationIds: [id] };
  return { kind: 'organisation', id, name: names.get(id) ?? '', detail: '', email: null, subject };
}

/** The place asked about, with all that decides there. */
type Place = {
  section: SectionRow | null;
  /** The section and those above it. */
  way: RightsSection[];
  grants: Grant[];
  isAdopted: boolean;
  names: ReadonlyMap<string, string>;
  locksOn(sectionId: string): PersonRef;
  /** As far as the reader may know of it: of a section above that they do not see nothing is told. */
  told(sectionId: string | null): { sectionId: string; title: string } | null;
};

function placeIn(
  facts: DocumentFacts,
  access: Access,
  section: SectionRow | null,
  names: ReadonlyMap<string, string>,
): Place {
  const way = wayUp(access.sections, section);
  const onWay = new Set<string | null>([null, ...way.map(({ id }) => id)]);
  return {
    section,
    way,
    names,
    grants: facts.grants.filter((grant) => onWay.has(grant.sectionId)),
    isAdopted: facts.document.status === 'adopted',
    locksOn: (id) => personRef(access.sections.get(id)?.lockedBy ?? '', names),
    told: (id) => {
      const seen = id !== null && access.at(id).right !== 'none' ? access.sections.get(id) : undefined;
      return seen ? { sectionId: seen.id, title: seen.title } : null;
    },
  };
}

function wayUp(tree: Access['sections'], from: SectionRow | null): SectionRow[] {
  const way: SectionRow[] = [];
  let at = from ?? undefined;
  while (at && way.length < tree.size) {
    way.push(at);
    at = at.parentId === null ? undefined : tree.get(at.parentId);
  }
  return way;
}

function personRef(id: string, names: ReadonlyMap<string, string>): PersonRef {
  return { id, name: names.get(id) ?? '' };
}

function holderAt(place: Place, party: Party): RightsHolder {
  const { kind, id, name, detail, subject } = party;
  const here = rightAt(place, subject, place.way);
  const { right, granted } = here;
  const reasons = [...sources(place, subject, here), ...stops(place, subject, here), ...caps(place, here)];
  return { kind, id, name, detail, right, granted, ownGrant: ownGrant(place, id)?.right ?? null, reasons };
}

function rightAt({ section, grants, isAdopted }: Place, subject: RightsSubject, way: RightsSection[]): PlaceRight {
  const rights = resolveRights(subject, way, grants, isAdopted);
  return (section && rights.sections.get(section.id)) ?? rights.document;
}

function ownGrant({ grants, section }: Place, subjectId: string): Grant | undefined {
  return grants.find((grant) => grant.subjectId === subjectId && grant.sectionId === (section?.id ?? null));
}

/** Where the granted right comes from, the one that decides first. */
function sources(place: Place, subject: RightsSubject, { reaching }: PlaceRight): RightsReason[] {
  const granted = reaching.map(({ subjectId, right, sectionId }): RightsReason => {
    const isHere = sectionId === (place.section?.id ?? null);
    const what = { right, from: place.told(sectionId), isHere };
    const isOwn = subject.personId === null || subjectId === subject.personId;
    return isOwn
      ? { state: 'granted', ...what }
      : { state: 'organisation', ...what, organisation: place.names.get(subjectId) ?? '' };
  });
  return subject.standing === 'administrator' ? [{ state: 'administrator' }, ...granted] : granted;
}

/** Said only where more would reach the place otherwise. */
function stops(place: Place, subject: RightsSubject, here: PlaceRight): RightsReason[] {
  if (here.stoppedAt === null || place.section === null) return [];
  const unstopped = rightAt(
    place,
    subject,
    place.way.map((section) => ({ ...section, inheritsRights: true })),
  );
  if (weight(unstopped) <= weight(here)) return [];
  return [{ state: 'stopped', at: place.told(here.stoppedAt) ?? itself(place.section) }];
}

function caps(place: Place, { right, granted, isLockedOut, lockSectionId }: PlaceRight): RightsReason[] {
  if (right === granted) return [];
  const adopted: RightsReason[] = place.isAdopted ? [{ state: 'adopted' }] : [];
  if (!isLockedOut || lockSectionId === null || place.section === null) return adopted;
  const at = place.told(lockSectionId) ?? itself(place.section);
  return [...adopted, { state: 'locked', by: place.locksOn(lockSectionId), at }];
}

function itself({ id, title }: SectionRow): { sectionId: string; title: string } {
  return { sectionId: id, title };
}

function weight({ granted }: { granted: PlaceRight['granted'] }): number {
  return DOCUMENT_RIGHTS.indexOf(granted);
}

/** Highest right first, organisations before people, then by name. */
function inOrder(locale: Locale): (a: RightsHolder, b: RightsHolder) => number {
  const { compare } = new Intl.Collator(locale);
  const kinds = ['organisation', 'person'];
  return (a, b) => weight(b) - weight(a) || kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || compare(a.name, b.name);
}

/** Those without a grant at this very place. */
function candidatesOf(ctx: Context, parties: readonly Party[], place: Place): RightsView['candidates'] {
  return parties
    .filter(({ id }) => ownGrant(place, id) === undefined)
    .map(({ kind, id, name, detail, email, subject }) => {
      const relation = relationTo(ctx.viewer, id, subject.organisationIds);
      const seesEmail = kind === 'person' && can(ctx.viewer, 'person.read-email', { relation });
      return { kind, id, name, detail: [detail, seesEmail ? email : null].filter(Boolean).join(' · ') };
    });
}
