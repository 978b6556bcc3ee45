// What each change makes of a small tree, and what it refuses; how sections are numbered.

import { describe, expect, test } from 'vitest';
import { numberSections } from '../../../domain/document/numbers.ts';
import {
  decideAdd,
  decideDelete,
  decideDemote,
  decideMove,
  decidePromote,
  decideRestore,
  decideState,
} from '../../../domain/document/place.ts';
import { branch, buildTree, levelOf, livingSections, type Tree } from '../../../domain/document/tree.ts';
import { outcome } from '../../support/documents.ts';
import { apply, chain, row, SAMPLE, shape } from '../../support/trees.ts';

const everybody = () => true;

describe('a tree', () => {
  test('TR1 orders siblings by key, byte by byte, and then by id', () => {
    const tree = buildTree([row('1', null, 'a0'), row('2', null, 'Zz'), row('4', null, 'a0V'), row('3', null, 'a0V')]);
    expect(shape(tree)).toEqual(['2', '1', '3', '4']);
  });

  test('loses no section of damaged rows: an orphan and one of each circle stand at the top', () => {
    const tree = buildTree([
      row('orphan', 'nowhere', 'a0'),
      row('y', 'z', 'a0'),
      row('z', 'x', 'a0'),
      row('x', 'y', 'a0'),
      row('below', 'y', 'a1'),
    ]);
    expect(shape(tree)).toEqual(['orphan', 'x', '-z', '--y', '---below']);
  });

  test('of a hundred thousand levels is walked without running out of stack', () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => row(`${i}`, i === 0 ? null : `${i - 1}`, 'a0'));
    const tree = buildTree(rows.reverse());
    expect(livingSections(tree).length).toBe(100_000);
    expect(levelOf(tree, '99999')).toBe(100_000);
    expect(
      outcome(decideAdd(tree, { id: 'n', title: 'n', kind: 'numbered' }, { parentId: '99999', beforeId: null })),
    ).toBe('too-deep');
  });
});

describe('TR3 a change', () => {
  test('moves a section to a place among the children of another', () => {
    const moved = apply(SAMPLE, decideMove(SAMPLE, 'c', { parentId: 'b', beforeId: 'b2' }));
    expect(shape(moved)).toEqual(['a', 'b', '-b1', '-c', '-b2', '--b2x']);
  });

  test('to where it is already changes nothing', () => {
    for (const beforeId of ['b2', 'b1']) {
      expect(decideMove(SAMPLE, 'b1', { parentId: 'b', beforeId })).toEqual({
        ok: true,
        value: { patches: [], added: [] },
      });
    }
    expect(decideState(SAMPLE, 'b1', { title: 'b1' })).toMatchObject({ value: { patches: [] } });
  });

  test('TR2 refuses a section below itself, below a deleted one, and deeper than eight levels', () => {
    expect(outcome(decideMove(SAMPLE, 'b', { parentId: 'b', beforeId: null }))).toBe('own-descendant');
    expect(outcome(decideMove(SAMPLE, 'b', { parentId: 'b2x', beforeId: null }))).toBe('own-descendant');
    const without = apply(SAMPLE, decideDelete(SAMPLE, 'b'));
    expect(outcome(decideMove(without, 'a', { parentId: 'b2x', beforeId: null }))).toBe('section-gone');
    expect(outcome(decideMove(without, 'b1', { parentId: null, beforeId: null }))).toBe('section-gone');
    const eight = chain(8);
    expect(outcome(decideMove(eight, 'n', { parentId: '7', beforeId: null }))).toBe('too-deep');
    expect(outcome(decideMove(eight, 'n', { parentId: '6', beforeId: null }))).toBe('ok');
    expect(outcome(decideMove(eight, '0', { parentId: 'n', beforeId: null }))).toBe('too-deep');
  });

  test('a place before a section that is elsewhere by now is gone', () => {
    expect(outcome(decideMove(SAMPLE, 'a', { parentId: 'b', beforeId: 'c' }))).toBe('section-gone');
    const without = apply(SAMPLE, decideDelete(SAMPLE, 'b2'));
    expect(outcome(decideMove(without, 'a', { parentId: 'b', beforeId: 'b2' }))).toBe('section-gone');
  });

  test('promotes to right after the parent, and demotes to last below the sibling before it that is seen', () => {
    expect(shape(apply(SAMPLE, decidePromote(SAMPLE, 'b1')))).toEqual(['a', 'b', '-b2', '--b2x', 'b1', 'c']);
    expect(outcome(decidePromote(SAMPLE, 'a'))).toBe('no-section-above');
    expect(shape(apply(SAMPLE, decideDemote(SAMPLE, 'c', everybody)))).toEqual(['a', 'b', '-b1', '-b2', '--b2x', '-c']);
    expect(
      shape(
        apply(
          SAMPLE,
          decideDemote(SAMPLE, 'c', (id) => id !== 'b'),
        ),
      ),
    ).toEqual(['a', '-c', 'b', '-b1', '-b2', '--b2x']);
    expect(outcome(decideDemote(SAMPLE, 'a', everybody))).toBe('no-section-before');
  });

  test('TR5 restores a section to where it was, else to the end of the nearest living section above, else of the document', () => {
    const without = apply(SAMPLE, decideDelete(SAMPLE, 'b2x'));
    expect(apply(without, decideRestore(without, 'b2x'))).toEqual(SAMPLE);
    const parentGone = apply(without, decideDelete(without, 'b2'));
    expect(shape(apply(parentGone, decideRestore(parentGone, 'b2x')))).toEqual(['a', 'b', '-b1', '-b2x', 'c']);
    const allGone = apply(parentGone, decideDelete(parentGone, 'b'));
    expect(shape(apply(allGone, decideRestore(allGone, 'b2x')))).toEqual(['a', 'c', 'b2x']);
    expect(outcome(decideRestore(SAMPLE, 'a'))).toBe('not-found');
  });

  test('a deleted section keeps its place while others come and go beside it', () => {
    let tree = apply(SAMPLE, decideDelete(SAMPLE, 'b'));
    for (const id of ['n1', 'n2', 'n3']) {
      tree = apply(tree, decideAdd(tree, { id, title: id, kind: 'numbered' }, { parentId: null, beforeId: 'c' }));
    }
    expect(shape(apply(tree, decideRestore(tree, 'b')))).toEqual([
      'a',
      'b',
      '-b1',
      '-b2',
      '--b2x',
      'n1',
      'n2',
      'n3',
      'c',
    ]);
  });

  test('TR2 a document takes two thousand sections and no more, restored ones included', () => {
    let tree = buildTree(Array.from({ length: 1999 }, (_, i) => row(`${i}`, null, `b${String(i).padStart(3, '0')}1`)));
    const add = (id: string) =>
      decideAdd(tree, { id, title: id, kind: 'numbered' }, { parentId: null, beforeId: null });
    tree = apply(tree, add('last'));
    expect(add('more')).toEqual({ ok: false, error: { code: 'too-many-sections', params: { limit: 2000 } } });
    tree = apply(tree, decideDelete(tree, 'last'));
    tree = apply(tree, add('other'));
    expect(outcome(decideRestore(tree, 'last'))).toBe('too-many-sections');
    expect(outcome(decideMove(tree, '5', { parentId: '7', beforeId: null }))).toBe('ok');
  });
});

describe('TR6 numbers', () => {
  const numbers = (tree: Tree, language = 'et') => Object.fromEntries(numberSections(tree, language));
  test('count the numbered ones among their siblings, leave out unnumbered ones and what is below them', () => {
    const tree = buildTree([
      row('foreword', null, 'a0', { kind: 'unnumbered' }),
      row('in-foreword', 'foreword', 'a0'),
      row('one', null, 'a1'),
      row('one-one', 'one', 'a0'),
      row('gone', 'one', 'a1', { isTrashed: true }),
      row('one-two', 'one', 'a2'),
      row('two', null, 'a2'),
    ]);
    expect(numbers(tree)).toEqual({
      ...{ foreword: '', 'in-foreword': '', one: '1', 'one-one': '1.1', 'one-two': '1.2', two: '2' },
    });
  });

  test('count annexes through the whole document, in the words of its language', () => {
    const tree = buildTree([
      row('annexes', null, 'a0', { kind: 'unnumbered' }),
      row('x', 'annexes', 'a0', { kind: 'annex' }),
      row('part', 'x', 'a0'),
      row('y', null, 'a1', { kind: 'annex' }),
    ]);
    expect(numbers(tree)).toEqual({ annexes: '', x: 'Lisa 1', part: 'Lisa 1.1', y: 'Lisa 2' });
    expect(numbers(tree, 'de')).toMatchObject({ x: 'Anhang 1' });
    expect(numbers(tree, 'ru')).toMatchObject({ x: 'Приложение 1' });
    expect(numbers(tree, 'xx')).toMatchObject({ x: 'Annex 1' });
  });
});

test('a branch is what comes back with a section: not what was deleted by itself', () => {
  const tree = apply(SAMPLE, decideDelete(SAMPLE, 'b2'));
  expect(branch(tree, 'b').map(({ section }) => section.id)).toEqual(['b', 'b1']);
});
