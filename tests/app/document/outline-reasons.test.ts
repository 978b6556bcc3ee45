// What speaks against an act on a section, and where the focus goes after one.

import { describe, expect, test } from 'vitest';
import { whyNotDelete, whyNotMerge, whyNotSplit, whyNotStep } from '../../../components/document/outline-reasons.ts';
import { orderAround } from '../../../components/document/section-focus.ts';
import type { PresentedSection } from '../../../domain/document/presented.ts';

const MARI = {
  by: { id: 'p1', name: 'Mari Tamm' },
  at: '2026-01-01T10:00:00Z',
  reason: '',
  sectionId: '',
  isOwn: false,
};

function section(id: string, parentId: string | null, level: number, over: Partial<PresentedSection> = {}) {
  const rights = { right: 'edit', granted: 'edit', lock: null, isRestricted: false } as const;
  const state = { revision: 1, bodyRevision: 1, bodyUpdatedAt: '2026-01-01T10:00:00Z', translation: null, words: 5 };
  const shown = { kind: 'numbered', number: '', title: id.toUpperCase(), hint: '' } as const;
  return { id, parentId, level, ...rights, ...state, ...shown, ...over } as PresentedSection;
}

const locked = { right: 'comment', lock: MARI } as const;
const document = { right: 'edit' } as const;

/** a, b (b1), c. */
const plain = [section('a', null, 1), section('b', null, 1), section('b1', 'b', 2), section('c', null, 1)];
const [a, b, b1, c] = plain as [PresentedSection, PresentedSection, PresentedSection, PresentedSection];

describe('TR3 what cannot be done to a section has a reason', () => {
  const outline = { sections: plain, document };
  test.each([
    [a, 'up', 'first'],
    [a, 'in', 'nothingBefore'],
    [a, 'out', 'top'],
    [c, 'down', 'last'],
    [b1, 'in', 'nothingBefore'],
  ] as const)('%o does not go %s', (moved, step, key) => {
    expect(whyNotStep(outline, moved, step)).toEqual({ key });
  });

  test('nothing speaks against a step to a place that is there', () => {
    expect(whyNotStep(outline, b, 'up')).toBeNull();
    expect(whyNotStep(outline, b1, 'out')).toBeNull();
    expect(whyNotStep(outline, c, 'in')).toBeNull();
  });

  test('the first of its level is merged with nothing, an empty one is not split', () => {
    expect(whyNotMerge(outline, a)).toEqual({ key: 'nothingBefore' });
    expect(whyNotMerge(outline, b)).toBeNull();
    expect(whyNotSplit({ ...a, words: 0 })).toEqual({ key: 'noText' });
  });

  test('RI5 somebody else’s lock is named, where it is: on the section, before it, above it, below it', () => {
    const byMari = (title: string) => ({ key: 'locked', title, name: 'Mari Tamm' });
    const lockedA = { sections: [{ ...a, ...locked }, b, b1, c], document };
    expect(whyNotMerge(lockedA, b)).toEqual(byMari('A'));
    expect(whyNotStep(lockedA, b, 'in')).toEqual(byMari('A'));
    const lockedB1 = { ...b1, ...locked };
    expect(whyNotDelete({ sections: [a, b, lockedB1, c], document }, b)).toEqual(byMari('B1'));
    expect(whyNotStep({ sections: [a, b, lockedB1, c], document }, lockedB1, 'out')).toEqual(byMari('B1'));
  });

  test('RI7 who may not change the top level moves nothing there', () => {
    const reader = { sections: plain, document: { right: 'read' as const } };
    expect(whyNotStep(reader, b1, 'out')).toEqual({ key: 'documentRight' });
    expect(whyNotStep(reader, b, 'up')).toEqual({ key: 'documentRight' });
  });

  test('TR2 nothing goes deeper than eight levels, with what lies below it', () => {
    const chain = Array.from({ length: 7 }, (_, at) => section(`l${at}`, at === 0 ? null : `l${at - 1}`, at + 1));
    const last = section('x', 'l5', 7);
    const below = section('y', 'x', 8);
    expect(whyNotStep({ sections: [...chain, last], document }, last, 'in')).toBeNull();
    expect(whyNotStep({ sections: [...chain, last, below], document }, last, 'in')).toEqual({
      key: 'tooDeep',
      levels: 8,
    });
  });
});

describe('the focus after an act', () => {
  test('goes to what the act is about, else the section after its branch, else the ones before, nearest first', () => {
    expect(orderAround(plain, ['b'])).toEqual(['b', 'c', 'a']);
    expect(orderAround(plain, ['c'])).toEqual(['c', 'b1', 'b', 'a']);
  });

  test('starts from the first that is there: of a merge that is undone, what was merged comes before what it was merged into', () => {
    expect(orderAround(plain, ['gone', 'b1'])).toEqual(['gone', 'b1', 'c', 'b', 'a']);
  });
});
