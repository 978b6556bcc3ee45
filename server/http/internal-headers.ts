// Headers between our own listener and what answers behind it. The listener removes whatever a client sends
// under these names, and what an answer carries under the two of responses.

/** The id of the request in the log and the audit log. */
export const REQUEST_ID = 'x-kaasa-request-id';
/** The client's address after trusted proxies; only for limits, never stored. */
export const CLIENT_ADDRESS = 'x-kaasa-client-address';
/** The nonce of this response's Content-Security-Policy. */
export const NONCE = 'x-kaasa-nonce';
/** On a response: this HTML is static, its scripts are files; any other HTML is React's and carries the nonce. */
export const STATIC_PAGE = 'x-kaasa-static';
/** The path and query of this request, so that a page can send its reader back to it after signing in. */
export const REQUEST_PATH = 'x-kaasa-path';
/** Present when somebody whom TRUSTED_PROXIES does not name passed the request on: the address is then theirs. */
export const UNKNOWN_PROXY = 'x-kaasa-unknown-proxy';
/** On a response: how its body is already compressed. Next removes Content-Encoding from what route handlers answer. */
export const BODY_ENCODING = 'x-kaasa-encoding';
/**
 * On a response: this is a file that somebody uploaded. Nothing in it may run or load anything, however it is opened. Its
 * value is the number of bytes that follow, for Next removes Content-Length from what route handlers stream; '' for none.
 */
export const SAVED_FILE = 'x-kaasa-file';
