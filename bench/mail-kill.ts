// E1 in full: 10,000 mails, killed at random several times. `node bench/mail-kill.ts [mails] [kills] [seed]`, with
// DATABASE_URL naming an empty PostgreSQL database, or without for the embedded one.

import { sendUnderFire } from '../tests/support/mail-kill.ts';
import { randomFrom } from '../tests/support/random.ts';

const [, , mails = '10000', kills = '10', seed = String(Math.floor(Math.random() * 2 ** 32))] = process.argv;
process.stdout.write(`seed ${seed}\n`);
const report = await sendUnderFire({
  mails: Number(mails),
  kills: Number(kills),
  random: randomFrom(Number(seed)),
  databaseUrl: process.env.DATABASE_URL ?? null,
});
process.stdout.write(`missing ${report.missing}/${mails}, duplicates ${report.duplicates}, kills ${report.kills}
of the duplicates with another Message-ID: ${report.strangers}
written in ${report.fillSeconds.toFixed(1)} s, sent in ${report.sendSeconds.toFixed(1)} s, starts included
`);
process.exit(report.missing === 0 && report.duplicates <= report.kills && report.strangers === 0 ? 0 : 1);
