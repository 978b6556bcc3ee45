// A process of its own for the kill tests: `fill N` puts N mails into the outbox and ends, `send` delivers what
// waits and ends when nothing waits any more. Configured by the environment like any instance.

import { setTimeout as delay } from 'node:timers/promises';
import { SYSTEM } from '../../domain/people/viewer.ts';
import { ok } from '../../domain/result.ts';
import { boot, shutDown } from '../../server/boot.ts';
import { readConfig } from '../../server/config.ts';
import { createContext } from '../../server/context.ts';
import { startWorkers } from '../../server/jobs/workers.ts';
import { enqueueMail } from '../../server/mail/enqueue.ts';
import { mailStatus } from '../../server/mail/queries.ts';
import type { Runtime } from '../../server/runtime.ts';
import { transact } from '../../server/transact.ts';

const PER_TRANSACTION = 250;
const LOOK_MS = 250;

const [, , task, count] = process.argv;
const app = await boot(readConfig(process.env));
if (task === 'fill') await fill(app, Number(count));
else await sendAll(app);
await shutDown(app);

async function sendAll(app: Runtime): Promise<void> {
  await startWorkers(app);
  while ((await mailStatus(app)).waiting > 0) await delay(LOOK_MS);
}

async function fill(app: Runtime, mails: number): Promise<void> {
  for (let from = 0; from < mails; from += PER_TRANSACTION) {
    const ctx = createContext(app, SYSTEM, 'job');
    await transact(ctx, async (tx) => {
      for (let n = from; n < Math.min(mails, from + PER_TRANSACTION); n++) {
        const params = { url: `https://kaasa.example/et/invitation?token=${n}`, inviter: null, organisation: null };
        const expiresAt = new Date('2030-01-01T00:00:00Z');
        await enqueueMail(ctx, tx, {
          to: `reader${n}@example.ee`,
          locale: 'et',
          template: 'invitation',
          params: { ...params, role: 'partner', expiresAt },
        });
      }
      return ok();
    });
  }
}
