// The worker of the queue `send-mail`: urgent mails and all others arrive in two streams of batches, and both
// pass one lane, so that a sign-in mail waits for one mail at most and only one is ever on its way.

import type { JobResult, JobWithMetadata } from 'pg-boss';
import { SYSTEM } from '../../domain/people/viewer.ts';
import { createContext } from '../context.ts';
import { type JobData, URGENT } from '../jobs/jobs.ts';
import type { Runtime } from '../runtime.ts';
import type { Settings } from '../settings/defaults.ts';
import { readSettings } from '../settings/queries.ts';
import { deferMail, deliverMail } from './deliver.ts';
import type { Mailer } from './mailer.ts';

type MailJob = JobWithMetadata<JobData['send-mail']>;
type Lane = <T>(work: () => Promise<T>) => Promise<T>;

/** Jobs are claimed and settled by the batch; each mail is noted by itself. */
const BATCH_SIZE = 50;
/** Workers wake by notification; this is for retries and lost notifications. */
const POLLING = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 2, burstWhenBatchFull: true };
/** One mail without an answer may be its own fault; after so many in a row the server is down and the batch waits. */
const SILENT_LIMIT = 2;

/** Sends waiting mails from now on, until `app.jobs.stop()`. */
export async function workOnMails(app: Runtime, mailer: Mailer): Promise<void> {
  const lane = createLane();
  const send = (jobs: MailJob[]) => sendBatch(app, mailer, lane, jobs);
  const options = { ...POLLING, batchSize: BATCH_SIZE, includeMetadata: true, perJobResults: true } as const;
  await app.jobs.boss.work('send-mail', { ...options, minPriority: URGENT }, send);
  await app.jobs.boss.work('send-mail', { ...options, maxPriority: URGENT - 1 }, send);
  app.jobs.stopping.addEventListener('abort', () => mailer.close());
}

async function sendBatch(app: Runtime, mailer: Mailer, lane: Lane, jobs: MailJob[]): Promise<JobResult[]> {
  const settings = await readSettings(createContext(app, SYSTEM, 'job'));
  const results: JobResult[] = [];
  let silent = 0;
  for (const job of jobs) {
    const delivery = await lane(() => sendOne(app, mailer, settings, job, silent >= SILENT_LIMIT));
    silent = delivery === 'silent' ? silent + 1 : 0;
    results.push({ id: job.id, status: delivery === 'settled' ? 'completed' : 'failed', output: { delivery } });
  }
  return results;
}

async function sendOne(app: Runtime, mailer: Mailer, settings: Settings, job: MailJob, isDown: boolean) {
  // A claim that has lapsed belongs to another worker; a stopping process leaves the rest to the next one.
  if (app.jobs.stopping.aborted || job.signal.aborted) return 'left';
  const ctx = createContext(app, SYSTEM, 'job');
  const attempt = { mailId: job.data.mailId, isLastTry: job.retryCount >= job.retryLimit };
  return isDown ? deferMail(ctx, mailer, attempt) : deliverMail(ctx, mailer, settings, attempt);
}

/** Runs one piece of work after the other, in the order in which they were asked for. */
function createLane(): Lane {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const run = last.then(work);
    last = run.then(
      () => {},
      () => {},
    );
    return run;
  };
}
