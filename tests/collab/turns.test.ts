// What many ask for at once is loaded once for all of them, and never handed out older than the question.

import { expect, test } from 'vitest';
import { inTurns } from '../../server/collab/turns.ts';

test('who asks while something is being loaded gets what is loaded afterwards, together with the others', async () => {
  const loads = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  let begun = 0;
  const ask = inTurns(() => {
    begun += 1;
    return loads[begun - 1]?.promise ?? Promise.resolve('later');
  });
  const [first, second, third] = [ask('a'), ask('a'), ask('a')];
  expect(begun).toBe(1);
  loads[0]?.resolve('old');
  expect(await first).toBe('old');
  loads[1]?.resolve('new');
  expect([await second, await third]).toEqual(['new', 'new']);
  expect(begun).toBe(2);
  expect(await ask('a')).toBe('later');
});

test('a load that fails is not handed on to those who asked later', async () => {
  let begun = 0;
  const ask = inTurns(async () => {
    begun += 1;
    if (begun === 1) throw new Error('the database does not answer');
    return begun;
  });
  const [first, second] = [ask('a'), ask('a')];
  await expect(first).rejects.toThrow('does not answer');
  expect(await second).toBe(2);
});
