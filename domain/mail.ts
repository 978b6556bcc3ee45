// A mail's way through the outbox.

/** `waiting` → `sent`, or `failed` once it is given up; a failed one may wait again. */
export const MAIL_STATES = ['waiting', 'sent', 'failed'] as const;
export type MailState = (typeof MAIL_STATES)[number];
