// D1 in full: the server of five people who type is killed 1,000 times. Prints how many words that were called saved or
// seen by others are gone. `node bench/room-kills.ts [kills] [seed]`, with KAASA_TEST_POSTGRES for PostgreSQL.

import { killRooms } from '../tests/support/kill-rooms.ts';
import { printedSeed, randomFrom } from '../tests/support/random.ts';

const [kills = 1000, seed = printedSeed('kill -9 of rooms')] = process.argv.slice(2).map(Number);
/** Each hundred on a database of its own: a text of all of them would take longer to load than anybody writes. */
const AT_ONCE = 100;

const random = randomFrom(seed);
const total = { kills: 0, acknowledged: 0, lost: 0 };
while (total.kills < kills) {
  const report = await killRooms(Math.min(AT_ONCE, kills - total.kills), random, 'SIGKILL');
  total.kills += report.kills;
  total.acknowledged += report.acknowledged;
  total.lost += report.lost;
  process.stdout.write(
    `${total.lost} / ${total.acknowledged} acknowledged words lost in ${total.kills} kills, seed ${seed}\n`,
  );
}
process.exit(total.lost === 0 ? 0 : 1);
