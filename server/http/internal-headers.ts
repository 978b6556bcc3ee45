// Headers that our own listener adds before Next or a route handler sees a request. The listener removes
// whatever a client sends under these names.

/** The id of the request in the log and the audit log. */
export const REQUEST_ID = 'x-kaasa-request-id';
/** The client's address after trusted proxies; only for limits, never stored. */
export const CLIENT_ADDRESS = 'x-kaasa-client-address';
/** The nonce of this response's Content-Security-Policy. */
export const NONCE = 'x-kaasa-nonce';
