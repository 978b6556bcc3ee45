// Mail over SMTP: one connection, kept open between mails and closed when idle.

import { createTransport } from 'nodemailer';
import { composed, type Mailer, type Outcome } from './mailer.ts';

/** How long a server may take. Behind a dead one, other mails wait as long. */
const TIMEOUTS_MS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 };
/** A connection that the server has silently dropped costs a try: none is kept that long. */
const IDLE_MS = 5000;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** `url`: `smtp(s)://user:password@host:port`; nodemailer's options may follow as a query. */
export function createSmtpMailer(url: string): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    // One mail is on its way at a time, so a killed process leaves at most one that was taken and not yet noted.
    maxConnections: 1,
    maxMessages: 1000,
    // Tries are counted and spaced by the queue, not here.
    maxRequeues: 0,
    idleTimeout: IDLE_MS,
    requireTLS: hasPassword(url),
    ...TIMEOUTS_MS,
  });
  return {
    mode: 'smtp',
    deliver: (message) => transport.sendMail(composed(message)).then((): Outcome => ({ state: 'sent' }), outcomeOf),
    close: () => transport.close(),
  };
}

/** Does the server let us in? Waits at most `timeoutMs`. */
export async function isSmtpReachable(url: string, timeoutMs: number): Promise<boolean> {
  const [connectionTimeout, greetingTimeout, socketTimeout, dnsTimeout] = Array(4).fill(timeoutMs) as number[];
  const timeouts = { connectionTimeout, greetingTimeout, socketTimeout, dnsTimeout };
  const transport = createTransport({ url, requireTLS: hasPassword(url), ...timeouts });
  const answer = transport.verify().then(
    () => true,
    () => false,
  );
  const timer = Promise.withResolvers<false>();
  const timeout = setTimeout(() => timer.resolve(false), timeoutMs);
  const isReachable = await Promise.race([answer, timer.promise]);
  clearTimeout(timeout);
  transport.close();
  return isReachable;
}

/** A password never crosses a network in the clear, even where somebody hides the server's STARTTLS. */
function hasPassword(url: string): boolean {
  const { username, hostname } = new URL(url);
  return username !== '' && !LOOPBACK.includes(hostname);
}

type SmtpError = Error & { responseCode?: number; command?: string; response?: string };

/** Whatever stops one mail is a reason to try later, except a lasting refusal of its recipient (RFC 5321, 4.2.1). */
function outcomeOf(error: SmtpError): Outcome {
  const code = error.responseCode ?? 0;
  const reason = error.response ?? error.message;
  if (error.command === 'RCPT TO' && code >= 500) return { state: 'refused', reason };
  return { state: 'deferred', reason, isSilent: code === 0 };
}
