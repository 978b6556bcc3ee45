import { expect, test } from 'vitest';
import { sendUnderFire } from '../../support/mail-kill.ts';
import { createDatabase, dropDatabase } from '../../support/postgres-databases.ts';
import { printedSeed, randomFrom } from '../../support/random.ts';

const MAILS = 300;

// On PostgreSQL other processes may be alive: what a killed one had claimed comes back when its heartbeat is missed.
test('a process killed while it sends loses no mail and costs one duplicate at most (ML8, E1)', {
  timeout: 180_000,
}, async () => {
  const server = process.env.KAASA_TEST_POSTGRES;
  const database = server ? await createDatabase(server) : null;
  const random = randomFrom(printedSeed('mail kill'));
  const report = await sendUnderFire({
    mails: MAILS,
    kills: server ? 1 : 3,
    random,
    databaseUrl: database?.url ?? null,
  });
  if (server && database) await dropDatabase(server, database.name);
  console.info(`missing ${report.missing}/${MAILS}, duplicates ${report.duplicates}, kills ${report.kills}`);
  expect(report).toMatchObject({ missing: 0, strangers: 0 });
  expect(report.duplicates).toBeLessThanOrEqual(report.kills);
});
