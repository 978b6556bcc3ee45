// Rights in random trees: the resolution says what a definition says that is slow and plain, in any order of rows.

import { expect, test } from 'vitest';
import {
  DOCUMENT_RIGHTS,
  type DocumentRight,
  type Grant,
  type RightsSection,
  type RightsSubject,
  resolveRights,
} from '../../../domain/document/rights.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';

const section = (id: string, parentId: string | null, rest: Partial<RightsSection> = {}): RightsSection => ({
  ...{ id, parentId, inheritsRights: true, lockedBy: null },
  ...rest,
});
const grant = (subjectId: string, right: DocumentRight, sectionId: string | null): Grant => ({
  ...{ subjectId, right, sectionId },
});

const PEOPLE = ['mari', 'jaan', 'admin'];
const BODIES = ['foundation', 'ministry', 'agency'];

type Case = { subject: RightsSubject; sections: RightsSection[]; grants: Grant[]; isAdopted: boolean };

function randomCase(random: () => number): Case {
  const below = (limit: number) => Math.floor(random() * limit);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const sections = Array.from({ length: below(40) }, (_, i) =>
    section(`${i}`, i === 0 || below(5) === 0 ? null : `${below(i)}`, {
      inheritsRights: below(6) > 0,
      lockedBy: below(8) === 0 ? one(PEOPLE) : null,
    }),
  );
  const taken = new Set<string>();
  const grants = Array.from({ length: below(30) }, () => {
    const sectionId = sections.length > 0 && below(4) > 0 ? `${below(sections.length)}` : null;
    return grant(
      one([...PEOPLE, ...BODIES]),
      one(sectionId === null ? DOCUMENT_RIGHTS.slice(1) : DOCUMENT_RIGHTS),
      sectionId,
    );
  }).filter(({ subjectId, sectionId }) => {
    const place = `${subjectId} ${sectionId}`;
    return !taken.has(place) && taken.add(place);
  });
  const personId = one(PEOPLE);
  const standing = personId === 'admin' ? 'administrator' : 'person';
  const organisationIds = BODIES.filter(() => below(2) === 0);
  sections.sort(() => random() - 0.5);
  return { subject: { standing, personId, organisationIds }, sections, grants, isAdopted: below(8) === 0 };
}

/** The rules word for word, each way walked anew. */
function plainly({ subject, sections, grants, isAdopted }: Case, sectionId: string | null) {
  const at = (id: string) => sections.find((one) => one.id === id) as RightsSection;
  const reaching = (subjectId: string, place: string | null): DocumentRight => {
    const here = grants.find((one) => one.subjectId === subjectId && one.sectionId === place);
    if (here) return here.right;
    if (place === null || !at(place).inheritsRights) return 'none';
    return reaching(subjectId, at(place).parentId);
  };
  const lockedOut = (place: string | null): boolean => {
    if (place === null) return false;
    const { lockedBy, parentId } = at(place);
    return (lockedBy !== null && lockedBy !== subject.personId) || lockedOut(parentId);
  };
  const subjects = [subject.personId ?? '', ...subject.organisationIds];
  const order = (right: DocumentRight) => DOCUMENT_RIGHTS.indexOf(right);
  const best = subjects.map((id) => reaching(id, sectionId)).reduce((a, b) => (order(a) < order(b) ? b : a));
  const granted = subject.standing === 'administrator' ? 'manage' : best;
  const isCapped = isAdopted || lockedOut(sectionId);
  return { granted, right: isCapped && order(granted) > order('comment') ? 'comment' : granted };
}

test('2,000 random trees with random grants are resolved as the rules say', () => {
  const random = randomFrom(printedSeed('rights in random trees'));
  for (let i = 0; i < 2000; i++) {
    const one = randomCase(random);
    const rights = resolveRights(one.subject, one.sections, one.grants, one.isAdopted);
    expect(rights.document).toMatchObject(plainly(one, null));
    for (const { id } of one.sections) expect(rights.sections.get(id)).toMatchObject(plainly(one, id));
  }
});

test('the order of rows changes nothing', () => {
  const random = randomFrom(printedSeed('rights of rows in any order'));
  for (let i = 0; i < 300; i++) {
    const { subject, sections, grants, isAdopted } = randomCase(random);
    const [there, back] = [
      resolveRights(subject, sections, grants, isAdopted),
      resolveRights(subject, [...sections].reverse(), [...grants].reverse(), isAdopted),
    ];
    expect(back.document).toEqual(there.document);
    for (const { id } of sections) expect(back.sections.get(id)).toEqual(there.sections.get(id));
  }
});
