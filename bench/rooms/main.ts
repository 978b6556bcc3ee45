// Kaasa's rooms beside y-websocket's server with LevelDB and Hocuspocus with PostgreSQL, each in a process of its own, one
// after the other in each run: `node bench/rooms/main.ts [scenario …] [--runs 3] [--only kind,kind]` prints a table and JSON
// of the medians. Which scenarios there are, and what is fair about them, stands in README.md.

import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { postgresPrograms, startPrivatePostgres } from '../../scripts/private-postgres.ts';
import { median } from './figures.ts';
import { installPeers } from './peer-stores.ts';
import { type Found, type Gate, SCENARIOS, type Scenario } from './scenarios.ts';
import { KINDS, type Kind } from './server-process.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '3' }, only: { type: 'string', default: '' } },
});
const kinds = KINDS.filter((kind) => values.only === '' || values.only.split(',').includes(kind));
const chosen = positionals.length > 0 ? positionals : Object.keys(SCENARIOS);
const unknown = chosen.filter((name) => !(name in SCENARIOS));
if (unknown.length > 0)
  throw new Error(`no scenario ${unknown.join(', ')}; there are ${Object.keys(SCENARIOS).join(', ')}`);

installPeers();
const programs = postgresPrograms();
if (!process.env.KAASA_TEST_POSTGRES && !programs) throw new Error('there is no PostgreSQL on this machine');
const own = programs && !process.env.KAASA_TEST_POSTGRES ? await startPrivatePostgres(programs) : null;
const postgres = process.env.KAASA_TEST_POSTGRES ?? own?.url ?? '';

let missed = 0;
for (const name of chosen) missed += await measure(name, SCENARIOS[name] as Scenario);
own?.stop();
process.exit(missed === 0 ? 0 : 1);

/** How many gates were missed. */
async function measure(name: string, scenario: Scenario): Promise<number> {
  process.stdout.write(`\n${name}: ${scenario.says}\n`);
  const runs = new Map<Kind, Found[]>(kinds.map((kind) => [kind, []]));
  const load = loadavg()[0]?.toFixed(1);
  for (let run = 0; run < Number(values.runs); run += 1) {
    for (const kind of kinds) {
      const found = await scenario.run(kind, postgres);
      runs.get(kind)?.push(found);
      process.stderr.write(`  ${kind} ${JSON.stringify(rounded(found))}\n`);
    }
  }
  const medians = Object.fromEntries([...runs].map(([kind, found]) => [kind, rounded(medianOf(found))]));
  console.table(medians);
  const verdicts = scenario.gates.flatMap((gate) => verdictsOn(gate, medians));
  for (const verdict of verdicts) process.stdout.write(`${verdict.isHeld ? 'held  ' : 'MISSED'} ${verdict.says}\n`);
  process.stdout.write(
    `${JSON.stringify({ name, load: [load, loadavg()[0]?.toFixed(1)], runs: Object.fromEntries(runs) })}\n`,
  );
  return verdicts.filter(({ isHeld }) => !isHeld).length;
}

function medianOf(found: readonly Found[]): Found {
  const names = Object.keys(found[0] ?? {});
  return Object.fromEntries(names.map((figure) => [figure, median(found.map((each) => each[figure] ?? 0))]));
}

function rounded(found: Found): Found {
  return Object.fromEntries(Object.entries(found).map(([figure, value]) => [figure, Number(value.toPrecision(4))]));
}

/** Of each of Kaasa's kinds, when there is somebody to measure it by. */
function verdictsOn(gate: Gate, medians: Record<string, Found>): { isHeld: boolean; says: string }[] {
  const peers = [medians['y-websocket'], medians.hocuspocus].filter((found) => found !== undefined);
  const limit = gate.limit(peers);
  if (!Number.isFinite(limit)) return [];
  return kinds
    .filter((kind) => kind === 'kaasa' || kind === 'kaasa-alone')
    .map((kind) => {
      const value = medians[kind]?.[gate.figure] ?? 0;
      const isHeld = gate.isAtLeast ? value >= limit : value <= limit;
      return { isHeld, says: `${kind}: ${gate.says}: ${value}, may be ${Number(limit.toPrecision(4))}` };
    });
}
