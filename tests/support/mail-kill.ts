// E1: a send of many mails whose process is killed (SIGKILL) at random moments and started again each time.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SmtpPeer, smtpPeer } from './smtp.ts';

export type KillRun = {
  mails: number;
  kills: number;
  /** Numbers in [0, 1). */
  random: () => number;
  /** An empty PostgreSQL database; null for the embedded one. */
  databaseUrl: string | null;
};

export type KillReport = {
  /** Recipients that got nothing. */
  missing: number;
  /** Mails beyond the first to one recipient. */
  duplicates: number;
  /** Duplicates with another Message-ID than the first. */
  strangers: number;
  kills: number;
  fillSeconds: number;
  sendSeconds: number;
};

/** Longest pause between two mails before a process is given up. */
const STALLED_MS = 90_000;
/** A kill comes so long after a mail was taken, or at once, before the server has answered. */
const WINDOW_MS = 6;

/** Rejects when the last process does not come to an end. */
export async function sendUnderFire(run: KillRun): Promise<KillReport> {
  const folder = await mkdtemp(join(tmpdir(), 'kaasa-kill-'));
  const smtp = await smtpPeer();
  const processes = launcher(run, folder, smtp);
  try {
    const began = performance.now();
    await finished(processes('fill', String(run.mails)));
    const filled = performance.now();
    await sendAll(run, smtp, processes);
    const sent = performance.now();
    return { ...reportOf(run, smtp), fillSeconds: (filled - began) / 1000, sendSeconds: (sent - filled) / 1000 };
  } finally {
    await smtp.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Launch = (...args: string[]) => ChildProcess;

function launcher({ databaseUrl }: KillRun, folder: string, smtp: SmtpPeer): Launch {
  const env = {
    ...process.env,
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl ?? '',
    AUTH_SECRET: 'a secret that only this test run knows',
    KAASA_SEED: 'none',
    PUBLIC_URL: 'https://kaasa.example',
    SMTP_URL: smtp.url,
    LOG_LEVEL: 'error',
  };
  const script = join(import.meta.dirname, 'mail-process.ts');
  return (...args) => spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'inherit', 'inherit'] });
}

async function finished(child: ChildProcess): Promise<void> {
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`a process that should have ended by itself did not: exit code ${code}`);
}

async function sendAll(run: KillRun, smtp: SmtpPeer, launch: Launch): Promise<void> {
  for (let kill = 1; kill <= run.kills; kill++) {
    const child = launch('send');
    const until = Math.ceil((run.mails * (kill - 1 + run.random())) / (run.kills + 1)) + 1;
    await killAfter(child, smtp, Math.max(until, smtp.received.length + 1), run.random);
  }
  const last = launch('send');
  const stalled = watchFor(smtp, last);
  await finished(last);
  clearInterval(stalled);
}

/** Ends a process under which nothing arrives any more. */
function watchFor(smtp: SmtpPeer, child: ChildProcess): ReturnType<typeof setInterval> {
  let seen = -1;
  return setInterval(() => {
    if (smtp.received.length === seen) child.kill('SIGKILL');
    seen = smtp.received.length;
  }, STALLED_MS);
}

/** Kills the process around the moment at which the server takes its `count`-th mail. */
async function killAfter(child: ChildProcess, smtp: SmtpPeer, count: number, random: () => number): Promise<void> {
  const pause = random() < 0.3 ? 0 : random() * WINDOW_MS;
  const exited = once(child, 'exit');
  const fire = () => child.kill('SIGKILL');
  smtp.onTaken = () => {
    if (smtp.received.length < count) return;
    smtp.onTaken = () => {};
    if (pause === 0) fire();
    else setTimeout(fire, pause);
  };
  const stalled = watchFor(smtp, child);
  await exited;
  clearInterval(stalled);
}

const recipientsOf = (smtp: SmtpPeer) => new Map(smtp.received.map(({ to, messageId }) => [to.join(), messageId]));

function reportOf(run: KillRun, smtp: SmtpPeer) {
  const last = recipientsOf(smtp);
  const strangers = smtp.received.filter(({ to, messageId }) => last.get(to.join()) !== messageId).length;
  return { missing: run.mails - last.size, duplicates: smtp.received.length - last.size, strangers, kills: run.kills };
}
