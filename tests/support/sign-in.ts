// Steps of signing in that several tests walk.

import { desc, eq } from 'drizzle-orm';
import { mails } from '../../db/schema/instance.ts';
import type { Runtime } from '../../server/runtime.ts';
import type { Answer, Visitor } from './visitor.ts';

/** The address of the link in the newest mail to `email`. */
export async function mailedLink(app: Runtime, email: string): Promise<string> {
  const newest = app.database.db.select().from(mails).where(eq(mails.recipient, email)).orderBy(desc(mails.createdAt));
  const [mail] = await newest.limit(1);
  const link = /https?:\/\/\S+\/sign-in\/confirm\?\S+/.exec(mail?.text ?? '')?.[0];
  if (!link) throw new Error(`no link was mailed to ${email}`);
  return link;
}

/** Asks for a link on the sign-in page and reads it from the outbox. */
export async function askForLink(
  app: Runtime,
  browser: Visitor,
  email: string,
  rest: Record<string, string> = {},
): Promise<string> {
  const answer = await browser.post('/et/sign-in', { email, ...rest });
  if (answer.status !== 303) throw new Error(`asked for a link, got ${answer.status}`);
  return mailedLink(app, email);
}

export function fieldsOf(link: string): Record<string, string> {
  return Object.fromEntries(new URL(link).searchParams);
}

/** Presses the button of the page that a link leads to. */
export function confirmLink(browser: Visitor, link: string): Promise<Answer> {
  return browser.post('/et/sign-in/confirm', fieldsOf(link));
}

/** Signs in by a mailed link. */
export async function signIn(app: Runtime, browser: Visitor, email: string): Promise<void> {
  const answer = await confirmLink(browser, await askForLink(app, browser, email));
  if (answer.location !== '/et/work') throw new Error(`did not sign in: ${answer.status} ${answer.location}`);
}
