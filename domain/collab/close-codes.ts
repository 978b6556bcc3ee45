// Why the server closes a socket for good. 4400–4499 tell a y-websocket client to stop; on any other code it
// comes back by itself (docs/spec/collab.md lists them).

export const CLOSE_CODES = {
  /** The client sent what the room does not take. */
  'bad-message': 4400,
  /** No session, or it has ended: signed out, revoked, expired, suspended. */
  'signed-out': 4401,
  /** May read the section, not write it. */
  'no-right': 4403,
  /** No such room, or not for this person. */
  'unknown-room': 4404,
  /** An update with something that the room does not take, or that follows on what is not there. */
  'update-refused': 4422,
  /** Somebody has locked the section. */
  locked: 4423,
  /** A page from before the last deployment: its schema is not the server's. */
  'schema-outdated': 4426,
  /** Too many messages of one socket. */
  'too-fast': 4429,
  /** Too many sockets of one person or from one address, or too many a minute of one person. */
  'too-many-sockets': 4429,
} as const;
export type CloseReason = keyof typeof CLOSE_CODES;

/** Does this code mean that coming back by itself is useless? */
export function isRefusal(code: number): boolean {
  return code >= 4400 && code <= 4499;
}
