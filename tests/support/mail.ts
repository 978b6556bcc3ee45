// What the tests of mail share: an instance whose workers run, and mails to send.

import { eq } from 'drizzle-orm';
import { mails } from '../../db/schema/instance.ts';
import { SYSTEM, type Viewer } from '../../domain/people/viewer.ts';
import { ok } from '../../domain/result.ts';
import type { Config } from '../../server/config.ts';
import { type Context, createContext } from '../../server/context.ts';
import { startWorkers } from '../../server/jobs/workers.ts';
import { enqueueMail, type Mail } from '../../server/mail/enqueue.ts';
import type { MailTemplate } from '../../server/mail/templates.ts';
import type { Runtime } from '../../server/runtime.ts';
import { transact } from '../../server/transact.ts';
import { testInstance } from './instance.ts';

export const ADMINISTRATOR: Viewer = {
  kind: 'person',
  id: '00000000-0000-4000-8000-00000000000a',
  role: 'administrator',
  organisationIds: [],
};

export const contextOf = (app: Runtime, viewer: Viewer = SYSTEM): Context => createContext(app, viewer, 'browser');

export async function mailInstance(config: Partial<Config> = {}) {
  const app = await testInstance({ publicUrl: 'https://kaasa.example', mailFrom: 'kaasa@kaasa.example', ...config });
  await startWorkers(app);
  return app;
}

export const INVITATION: Mail<'invitation'> = {
  to: 'kadri@example.ee',
  locale: 'et',
  template: 'invitation',
  params: {
    url: 'https://kaasa.example/et/invitation?token=secret-token',
    inviter: 'Mari Tamm',
    organisation: 'Heateo Sihtasutus',
    role: 'partner',
    expiresAt: new Date('2026-09-01T10:00:00Z'),
  },
};

export const signInMail = (to: string): Mail<'sign-in'> => ({
  to,
  locale: 'et',
  template: 'sign-in',
  params: { url: 'https://kaasa.example/et/sign-in?token=secret-token', minutes: 15 },
});

/** Enqueues in a transaction of its own. */
export async function post<T extends MailTemplate>(
  app: Runtime,
  mail: Mail<T>,
  ctx: Context = contextOf(app),
): Promise<void> {
  await transact(ctx, async (tx) => {
    await enqueueMail(ctx, tx, mail);
    return ok();
  });
}

/** The only mail to this address. */
export async function mailTo(app: Runtime, recipient: string) {
  const rows = await app.database.db.select().from(mails).where(eq(mails.recipient, recipient));
  if (rows.length !== 1 || !rows[0]) throw new Error(`${rows.length} mails to ${recipient}`);
  return rows[0];
}

/** Ends the waits between tries: what would be tried again later is tried now. */
export async function tryAgainNow(app: Runtime): Promise<void> {
  await app.database.connection.exec(
    "update pgboss.job set start_after = now() where state = 'retry' and start_after > now()",
  );
}
