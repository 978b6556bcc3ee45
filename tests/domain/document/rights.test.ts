// Rights in a document: each rule of RI1 to RI5 and DO3 on a small tree. Random trees are in rights-laws.test.ts.

import { describe, expect, test } from 'vitest';
import {
  DOCUMENT_RIGHTS,
  type DocumentRight,
  type DocumentRights,
  type Grant,
  includesRight,
  type RightsSection,
  type RightsSubject,
  resolveRights,
  rightsSubject,
  seesAnything,
} from '../../../domain/document/rights.ts';
import { ANONYMOUS, OPERATOR, SYSTEM } from '../../../domain/people/viewer.ts';

const MARI: RightsSubject = { standing: 'person', personId: 'mari', organisationIds: ['foundation', 'ministry'] };
const ADMINISTRATOR: RightsSubject = { standing: 'administrator', personId: 'admin', organisationIds: [] };

const section = (id: string, parentId: string | null, rest: Partial<RightsSection> = {}): RightsSection => ({
  ...{ id, parentId, inheritsRights: true, lockedBy: null },
  ...rest,
});
const grant = (subjectId: string, right: DocumentRight, sectionId: string | null = null): Grant => ({
  ...{ subjectId, right, sectionId },
});

/** goals > goals.first > goals.first.deep, and annex. `rest` says what is different about one of them. */
function tree(rest: Record<string, Partial<RightsSection>> = {}): RightsSection[] {
  const places = { goals: null, first: 'goals', deep: 'first', annex: null };
  return Object.entries(places).map(([id, parentId]) => section(id, parentId, rest[id]));
}

/** The rights on document, goals, first, deep, annex, in one line. */
function rightsLine(rights: DocumentRights): string {
  const places = ['goals', 'first', 'deep', 'annex'].map((id) => rights.sections.get(id)?.right);
  return [rights.document.right, ...places].join(' ');
}

const lineOf = (grants: Grant[], rest: Parameters<typeof tree>[0] = {}, subject = MARI, isAdopted = false) =>
  rightsLine(resolveRights(subject, tree(rest), grants, isAdopted));

describe('a grant (RI1)', () => {
  test('on the document holds in all its sections', () => {
    expect(lineOf([grant('mari', 'edit')])).toBe('edit edit edit edit edit');
  });

  test('on a section holds there and below, and nowhere else', () => {
    expect(lineOf([grant('mari', 'edit', 'first')])).toBe('none none edit edit none');
  });

  test.each(['manage', 'read', 'none'] as const)('on a section may widen, narrow or take away: %s', (right) => {
    expect(lineOf([grant('mari', 'comment'), grant('mari', right, 'first')])).toBe(
      `comment comment ${right} ${right} comment`,
    );
  });

  test('to somebody else gives nothing', () => {
    expect(lineOf([grant('jaan', 'manage'), grant('agency', 'manage', 'goals')])).toBe('none none none none none');
  });
});

describe('of several grants (RI2)', () => {
  test('the nearest counts for each subject', () => {
    const grants = [grant('mari', 'manage'), grant('mari', 'read', 'goals'), grant('mari', 'edit', 'deep')];
    expect(lineOf(grants)).toBe('manage read read edit manage');
  });

  test('the highest of one’s own and one’s organisations’ counts', () => {
    const grants = [grant('mari', 'read'), grant('foundation', 'suggest'), grant('ministry', 'edit', 'first')];
    expect(lineOf(grants)).toBe('suggest suggest edit edit suggest');
  });

  test('taking away from the person leaves what their organisation has', () => {
    expect(lineOf([grant('foundation', 'edit'), grant('mari', 'none', 'goals')])).toBe('edit edit edit edit edit');
  });

  test('those that count are listed, the one that decides first', () => {
    const grants = [grant('foundation', 'edit'), grant('mari', 'read'), grant('mari', 'edit', 'first')];
    const { document, sections } = resolveRights(MARI, tree(), grants, false);
    expect(document.reaching).toEqual([grants[0], grants[1]]);
    expect(sections.get('deep')?.reaching).toEqual([grants[2], grants[0]]);
  });
});

describe('a section that does not inherit (RI3)', () => {
  const stop = { first: { inheritsRights: false } };

  test('is not reached by grants above it, nor is what lies below', () => {
    expect(lineOf([grant('mari', 'manage'), grant('foundation', 'edit', 'goals')], stop)).toBe(
      'manage manage none none manage',
    );
  });

  test('keeps the grants on it and below it', () => {
    const grants = [grant('mari', 'manage'), grant('mari', 'read', 'first'), grant('ministry', 'edit', 'deep')];
    expect(lineOf(grants, stop)).toBe('manage manage read edit manage');
  });

  test('is named, the nearest one', () => {
    const stops = { goals: { inheritsRights: false }, first: { inheritsRights: false } };
    const { document, sections } = resolveRights(MARI, tree(stops), [], false);
    expect(['goals', 'deep', 'annex'].map((id) => sections.get(id)?.stoppedAt)).toEqual(['goals', 'first', null]);
    expect(document.stoppedAt).toBeNull();
  });

  test('hinders no administrator', () => {
    expect(lineOf([], stop, ADMINISTRATOR)).toBe('manage manage manage manage manage');
  });
});

describe('who sees a document (RI4)', () => {
  test('administrators manage everything without a grant', () => {
    expect(lineOf([], {}, ADMINISTRATOR)).toBe('manage manage manage manage manage');
  });

  test('nobody else has anything without a grant', () => {
    expect(lineOf([])).toBe('none none none none none');
    expect(lineOf([grant('mari', 'manage')], {}, rightsSubject(ANONYMOUS))).toBe('none none none none none');
  });

  test.each([OPERATOR, SYSTEM])('$kind manages everything, whatever is locked or adopted', (viewer) => {
    const line = lineOf([], { goals: { lockedBy: 'jaan' } }, rightsSubject(viewer), true);
    expect(line).toBe('manage manage manage manage manage');
  });

  test('one section that they may read makes it visible', () => {
    const rights = resolveRights(MARI, tree(), [grant('mari', 'read', 'deep')], false);
    expect(seesAnything(rights, () => false)).toBe(true);
    expect(seesAnything(resolveRights(MARI, tree(), [], false), () => false)).toBe(false);
  });

  test('a trashed section makes it visible only to whoever may bring that back', () => {
    const sees = (right: DocumentRight) =>
      seesAnything(resolveRights(MARI, tree(), [grant('mari', right, 'deep')], false), (id) => id === 'deep');
    expect(DOCUMENT_RIGHTS.filter(sees)).toEqual(['edit', 'manage']);
  });
});

describe('a lock (RI5)', () => {
  const byJaan = { first: { lockedBy: 'jaan' } };

  test.each(DOCUMENT_RIGHTS)('caps %s at comment on the section and below', (right) => {
    const capped = includesRight(right, 'comment') ? 'comment' : right;
    expect(lineOf([grant('mari', right)], byJaan)).toBe(`${right} ${right} ${capped} ${capped} ${right}`);
  });

  test('leaves what is granted to be seen', () => {
    const { sections } = resolveRights(MARI, tree(byJaan), [grant('mari', 'manage')], false);
    expect(sections.get('deep')).toMatchObject({ granted: 'manage', lockSectionId: 'first', isLockedOut: true });
  });

  test('does not cap the person who set it', () => {
    expect(lineOf([grant('mari', 'edit')], { first: { lockedBy: 'mari' } })).toBe('edit edit edit edit edit');
  });

  test('caps administrators too', () => {
    expect(lineOf([], byJaan, ADMINISTRATOR)).toBe('manage manage comment comment manage');
  });

  test('of somebody else above caps whoever locked below it, and is the one that is named', () => {
    const both = { goals: { lockedBy: 'jaan' }, first: { lockedBy: 'mari' } };
    const { sections } = resolveRights(MARI, tree(both), [grant('mari', 'edit')], false);
    expect(sections.get('deep')).toMatchObject({ right: 'comment', lockSectionId: 'goals', isLockedOut: true });
  });

  test('of somebody else below one’s own caps there', () => {
    const both = { goals: { lockedBy: 'mari' }, deep: { lockedBy: 'jaan' } };
    const { sections } = resolveRights(MARI, tree(both), [grant('mari', 'edit')], false);
    expect(sections.get('first')).toMatchObject({ right: 'edit', lockSectionId: 'goals', isLockedOut: false });
    expect(sections.get('deep')).toMatchObject({ right: 'comment', lockSectionId: 'deep', isLockedOut: true });
  });

  test('reaches below a section that does not inherit', () => {
    const rest = { ...byJaan, deep: { inheritsRights: false } };
    expect(lineOf([grant('mari', 'edit', 'deep')], rest)).toBe('none none none comment none');
  });
});

test('an adopted document caps everybody at comment (DO3)', () => {
  const grants = [grant('mari', 'manage'), grant('mari', 'read', 'first')];
  expect(lineOf(grants, {}, MARI, true)).toBe('comment comment read read comment');
  expect(lineOf([], {}, ADMINISTRATOR, true)).toBe('comment comment comment comment comment');
  expect(resolveRights(MARI, tree(), grants, true).document.granted).toBe('manage');
});

describe('a broken tree', () => {
  test('gives a section in a circle no more than what is granted on it', () => {
    const circle = [section('a', 'b'), section('b', 'a'), section('c', 'c')];
    const { sections } = resolveRights(MARI, circle, [grant('mari', 'manage'), grant('mari', 'read', 'c')], false);
    expect([...sections.values()].map(({ right }) => right).sort()).toEqual(['none', 'none', 'read']);
  });

  test('gives a section without its parent no more than what is granted on it', () => {
    const { sections } = resolveRights(MARI, [section('a', 'gone')], [grant('mari', 'manage')], false);
    expect(sections.get('a')?.right).toBe('none');
  });

  test('of 10,000 levels is resolved', () => {
    const chain = Array.from({ length: 10_000 }, (_, i) => section(`${i}`, i === 0 ? null : `${i - 1}`));
    const { sections } = resolveRights(MARI, chain.reverse(), [grant('mari', 'edit')], false);
    expect(sections.get('9999')?.right).toBe('edit');
  });
});
