// When somebody was writing: a pause or two hours end a session, and how many rows are read at once changes nothing.

import { expect, test } from 'vitest';
import { goOnWriting, type WritingSession, type WrittenRow } from '../../../domain/collab/writing-sessions.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';

const MINUTE = 60_000;
const row = (seq: number, authorId: string | null, minute: number): WrittenRow => {
  return { seq, authorId, at: new Date(minute * MINUTE) };
};

/** As `author first–last`. */
function told(sessions: readonly WritingSession[]): string[] {
  return sessions.map(({ authorId, firstSeq, lastSeq }) => `${authorId} ${firstSeq}–${lastSeq}`);
}

test('RO21 a session of one author goes on while others write, and ends with a pause of more than 15 minutes', () => {
  const rows = [row(1, 'ann', 0), row(2, 'bob', 5), row(3, 'ann', 15), row(4, 'bob', 21), row(5, 'ann', 30)];
  expect(told(goOnWriting([], rows))).toEqual(['ann 1–5', 'bob 2–2', 'bob 4–4']);
});

test('RO21 a session lasts two hours at most', () => {
  const rows = Array.from({ length: 20 }, (_, i) => row(i + 1, 'ann', i * 10));
  expect(told(goOnWriting([], rows))).toEqual(['ann 1–13', 'ann 14–20']);
});

test('RO21 what nobody wrote is no session', () => {
  expect(goOnWriting([], [row(1, null, 0)])).toEqual([]);
});

test('RO21 rows read in any portions give the same sessions', () => {
  const seed = printedSeed('writing sessions');
  const random = randomFrom(seed);
  for (let round = 0; round < 200; round += 1) {
    let minute = 0;
    const rows = Array.from({ length: 40 }, (_, i) => {
      minute += random() < 0.2 ? 20 : random() * 5;
      return row(i + 1, ['ann', 'bob', null][Math.floor(random() * 3)] as string | null, minute);
    });
    const found = new Map<number, WritingSession>();
    for (let from = 0; from < rows.length; ) {
      const portion = rows.slice(from, from + 1 + Math.floor(random() * 10));
      from += portion.length;
      const last = new Map([...found.values()].map((session) => [session.authorId, session]));
      for (const session of goOnWriting([...last.values()], portion)) found.set(session.firstSeq, session);
    }
    const inOrder = (sessions: Iterable<WritingSession>) => [...sessions].sort((a, b) => a.firstSeq - b.firstSeq);
    expect(inOrder(found.values()), `seed ${seed}`).toEqual(inOrder(goOnWriting([], rows)));
  }
});
