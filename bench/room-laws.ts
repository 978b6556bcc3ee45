// C1 in full: 10,000 runs of three to six people who edit one section at random, with cuts. Prints how many ended
// differently or with a text that the schema does not take. `node bench/room-laws.ts [runs] [seed] [minutes]`, with
// KAASA_TEST_POSTGRES for PostgreSQL; after so many minutes it ends with what it has.

import { printedSeed } from '../tests/support/random.ts';
import { breachOfLaw, lawGround, lawSections } from '../tests/support/room-laws.ts';

const [runs = 10_000, seed = printedSeed('laws of rooms'), minutes = Number.POSITIVE_INFINITY] = process.argv
  .slice(2)
  .map(Number);
const SECTIONS = 100;
const SIDE_BY_SIDE = 4;

const started = performance.now();
const ground = await lawGround();
let [done, bad] = [0, 0];
const isOver = () => performance.now() - started > minutes * 60_000;
while (done < runs && !isOver()) {
  const sections = await lawSections(ground, Math.min(SECTIONS, runs - done));
  const lanes = Array.from({ length: SIDE_BY_SIDE }, async () => {
    for (let next = sections.pop(); next && !isOver(); next = sections.pop()) await run(next);
  });
  await Promise.all(lanes);
}
process.stdout.write(`${bad} / ${done} runs broke the law, seeds from ${seed} on\n`);
await ground.close();
process.exit(bad === 0 ? 0 : 1);

async function run(sectionId: string): Promise<void> {
  const own = seed + done;
  done += 1;
  const breach = await breachOfLaw(ground, sectionId, own);
  if (breach === null) return;
  bad += 1;
  process.stdout.write(`seed ${own}: ${breach}\n`);
}
