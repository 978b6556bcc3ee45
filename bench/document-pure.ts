// How long the pure work on documents takes, without a database: rendering and counting 150,000 words (DS21), and the
// rights of one person in the largest tree. `node bench/document-pure.ts [rounds]`; prints medians in milliseconds.

import { type Body, readBody } from '../domain/document/body.ts';
import { renderBody } from '../domain/document/html/body.ts';
import { type Grant, type RightsSubject, resolveRights } from '../domain/document/rights.ts';
import { MAX_SECTIONS } from '../domain/document/section.ts';
import { wordCount } from '../domain/document/text.ts';
import { makeStrategy } from '../tests/support/strategy.ts';
import { SURROUNDINGS } from '../tests/support/surroundings.ts';

const [rounds = 20] = process.argv.slice(2).map(Number);

function median(work: () => void): string {
  const times = Array.from({ length: rounds }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return (times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN).toFixed(2);
}

const json = makeStrategy({ seed: 1, pages: 300 }).sections.map(({ body }) => body);
const read = (): Body[] =>
  json.map((body) => {
    const found = readBody(body);
    if (!found.ok) throw new Error('the generator made an invalid body');
    return found.value;
  });
const bodies = read();
const words = bodies.reduce((sum, body) => sum + wordCount(body), 0);

const mari: RightsSubject = { standing: 'person', personId: 'mari', organisationIds: ['foundation', 'ministry'] };
const sections = Array.from({ length: MAX_SECTIONS }, (_, i) => ({
  id: `${i}`,
  parentId: i === 0 ? null : `${Math.floor(i / 5)}`,
  inheritsRights: i % 50 !== 7,
  lockedBy: i % 97 ? null : 'jaan',
}));
const grants: Grant[] = Array.from({ length: 400 }, (_, i) => ({
  subjectId: i % 2 ? 'mari' : 'ministry',
  right: 'edit',
  sectionId: `${i * 5}`,
}));

console.log(`${words} words in ${bodies.length} bodies`);
console.log(`read and check: ${median(read)} ms`);
console.log(`render:         ${median(() => bodies.map((body) => renderBody(body, SURROUNDINGS)))} ms`);
console.log(`count words:    ${median(() => bodies.map(wordCount))} ms`);
console.log(
  `rights of one person, ${sections.length} sections, ${grants.length} grants: ${median(() => resolveRights(mari, sections, grants, false))} ms`,
);
