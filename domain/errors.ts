// Every code a command or route may answer with. A code is stable: clients, tests and translations
// (`errors.*` and `fieldErrors.*` in messages/) hang on it.

/** What became of a whole request; `errors.<code>` says it to people. */
export const ERROR_CODES = [
  'invalid',
  'not-found',
  'forbidden',
  'signed-out',
  'stale',
  'too-many-requests',
  'foreign-origin',
  'body-too-large',
  'unsupported-media-type',
  'method-not-allowed',
  'server-error',
  'link-invalid',
  'link-expired',
  'invitation-invalid',
  'email-taken',
  'already-member',
  'last-administrator',
  'own-account',
  'already-suspended',
  'not-suspended',
  'not-retryable',
  'suspended',
  'no-account',
  'identity-provider',
  'identity-taken',
  'other-browser',
  'image-invalid',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What is wrong with one field; `fieldErrors.<code>` says it beside the control. */
export const FIELD_ERROR_CODES = [
  'required',
  'too-short',
  'too-long',
  'email',
  'choice',
  'colour',
  'contrast',
  'number-range',
  'country',
  'registry-code',
  'time-zone',
  'characters',
  'phone',
  'taken',
  'image',
] as const;
export type FieldErrorCode = (typeof FIELD_ERROR_CODES)[number];
