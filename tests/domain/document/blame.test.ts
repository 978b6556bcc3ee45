// Who wrote which words, against editors who mark each character with its author.

import { expect, test } from 'vitest';
import { type Blame, type BlockText, blameAfter, NO_BLAME, type Run } from '../../../domain/document/blame.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';
import { RandomWriters } from '../../support/random-writers.ts';

const block = (id: string, text: string): BlockText => ({ id, text });

/** One author after the other, each making of the text before what is given. */
function written(...steps: [author: string, ...blocks: BlockText[]][]): Blame {
  let [blame, before] = [NO_BLAME, [] as BlockText[]];
  for (const [author, ...after] of steps) {
    blame = blameAfter(blame, before, after, author);
    before = after;
  }
  return blame;
}

/** Each run as `author:words`. */
function told(runs: Run[] | undefined, text: string): string[] {
  let at = 0;
  return (runs ?? []).map(([length, author]) => {
    at += length;
    return `${author}:${text.slice(at - length, at)}`;
  });
}

test('RO21 what is typed into a text is the typist’s, the rest stays whose it was', () => {
  const text = 'Kogukond otsustab ise ja koos.';
  const { blocks } = written(['ann', block('a', 'Kogukond otsustab koos.')], ['bob', block('a', text)]);
  expect(told(blocks.a, text)).toEqual(['ann:Kogukond otsustab ', 'bob:ise ja ', 'ann:koos.']);
});

test('RO21 a word that is replaced is the replacer’s, the words beside it are not', () => {
  const text = 'Riik toetab valdu ja kogukondi.';
  const { blocks } = written(['ann', block('a', 'Riik aitab linnu ja kogukondi.')], ['bob', block('a', text)]);
  expect(told(blocks.a, text).at(-1)).toMatch(/^ann:.* ja kogukondi\.$/);
  expect(told(blocks.a, text)[1]).toMatch(/^bob:toetab vald/);
});

test('RO21 a paragraph that somebody splits, joins or moves keeps its authors', () => {
  const start = [block('a', 'Esimene lause. Teine lause.'), block('b', 'Kolmas lause.')];
  const split = [block('a', 'Esimene lause.'), block('c', ' Teine lause.'), block('b', 'Kolmas lause.')];
  const joined = [block('a', 'Esimene lause. Teine lause.Kolmas lause.')];
  const moved = [block('d', 'Kolmas lause.'), block('a', 'Esimene lause. Teine lause.')];
  for (const after of [split, joined, moved]) {
    const { blocks } = written(['ann', ...start], ['bob', ...after]);
    expect(
      Object.values(blocks)
        .flatMap((runs) => runs.map(([, author]) => author))
        .every((each) => each === 'ann'),
    ).toBe(true);
  }
});

test('RO21 words that were cut are their author’s when somebody pastes them later', () => {
  const cut = 'Teine lause on pikem.';
  const { blocks } = written(
    ['ann', block('a', `Esimene lause. ${cut}`), block('b', '')],
    ['bob', block('a', 'Esimene lause. '), block('b', '')],
    ['bob', block('a', 'Esimene lause. '), block('b', 'Uus.')],
    ['eve', block('a', 'Esimene lause. '), block('b', `Uus. ${cut}`)],
  );
  expect(told(blocks.b, `Uus. ${cut}`)).toEqual(['bob:Uus.', 'eve: ', `ann:${cut}`]);
});

test('RO21 runs add up to the text, whatever ids blocks have', () => {
  const blame = written(
    ['ann', block('a', 'üks'), block('a', 'kaks'), { id: null, text: 'kolm' }],
    ['bob', block('a', 'üks'), block('b', 'kaks'), block('c', 'kolm')],
  );
  expect(blame.blocks).toEqual({
    a: [[3, 'ann']],
    b: [[4, 'ann']],
    c: [[4, 'ann']],
  });
});

test('RO21 at least 93 of 100 characters are blamed on who wrote them', () => {
  const seed = printedSeed('blame');
  const random = randomFrom(seed);
  const [right, all] = [0, 0].map(() => ({ count: 0 })) as [{ count: number }, { count: number }];
  for (let round = 0; round < 20; round += 1) {
    const writers = new RandomWriters(random, ['ann', 'bob', 'eve', 'ivo', 'ulm']);
    let [blame, before] = [NO_BLAME, [] as BlockText[]];
    for (let step = 0; step < 300; step += 1) {
      const author = writers.edit();
      const after = writers.texts();
      blame = blameAfter(blame, before, after, author);
      before = after;
    }
    for (const { id, authors } of writers.truth()) {
      const blamed = (blame.blocks[id] ?? []).flatMap(([length, author]) => Array<string | null>(length).fill(author));
      expect(blamed.length, `seed ${seed}`).toBe(authors.length);
      all.count += authors.length;
      right.count += authors.filter((author, i) => author === blamed[i]).length;
    }
  }
  const share = right.count / all.count;
  process.stderr.write(`blame: ${(100 * share).toFixed(1)} % of ${all.count} characters are right\n`);
  expect(share, `seed ${seed}`).toBeGreaterThanOrEqual(0.93);
});
