// What delivering a mail means, whichever way it goes: over SMTP or into a file.

import { type Locale, localised } from '../../domain/locale.ts';
import type { Config } from '../config.ts';
import type { Settings } from '../settings/defaults.ts';
import { onOneLine } from './write.ts';

/** One mail to one recipient, as its row in the outbox tells it: the same row always gives the same message. */
export type Message = {
  /** With angle brackets; the same at every try, so that a duplicate can be recognised. */
  messageId: string;
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  html: string;
  date: Date;
};

/**
 * `refused`: the server will not take mail for this recipient, ever. `deferred`: another try may succeed;
 * `isSilent` when no answer came at all. `reason`: what the server said; it may name the recipient.
 */
export type Outcome =
  | { state: 'sent' }
  | { state: 'refused'; reason: string }
  | { state: 'deferred'; reason: string; isSilent: boolean };

export type Mailer = {
  mode: 'smtp' | 'files';
  /** Waits until the message is taken or not. */
  deliver(message: Message): Promise<Outcome>;
  /** Lets go of connections. */
  close(): void;
};

type MailRow = {
  id: string;
  recipient: string;
  locale: Locale;
  subject: string;
  text: string;
  html: string;
  createdAt: Date;
};

/** The message of a row of the outbox. */
export function messageOf(row: MailRow, config: Config, settings: Settings): Message {
  return {
    messageId: messageIdOf(row.id, config),
    from: { name: onOneLine(localised(settings.name, row.locale)), address: config.mailFrom },
    to: row.recipient,
    subject: row.subject,
    text: row.text,
    html: row.html,
    date: row.createdAt,
  };
}

/** `<id@host>` (RFC 5322, 3.6.4). */
export function messageIdOf(mailId: string, config: Config): string {
  return `<${mailId}@${new URL(config.publicUrl).hostname}>`;
}

/** The message in the terms of nodemailer. The envelope is spelled out, so no header can add a recipient. */
export function composed({ messageId, from, to, subject, text, html, date }: Message) {
  return {
    messageId,
    from,
    to: { name: '', address: to },
    envelope: { from: from.address, to: [to] },
    subject,
    text,
    html,
    date,
    // RFC 3834: absence notes and other robots do not answer
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
