// C1 in small: bench/room-laws.ts does the same ten thousand times.

import { expect, test } from 'vitest';
import { printedSeed } from '../support/random.ts';
import { breachOfLaw, lawGround, lawSections } from '../support/room-laws.ts';

const RUNS = 100;

test('C1 whatever several people do at once, cut off now and then, all end with the same valid text', async () => {
  const seed = printedSeed('laws of rooms');
  const ground = await lawGround();
  const sections = await lawSections(ground, RUNS);
  const breaches: string[] = [];
  for (const [run, sectionId] of sections.entries()) {
    const breach = await breachOfLaw(ground, sectionId, seed + run);
    if (breach !== null) breaches.push(`KAASA_TEST_SEED=${seed + run}: ${breach}`);
  }
  await ground.close();
  expect(breaches).toEqual([]);
}, 600_000);
