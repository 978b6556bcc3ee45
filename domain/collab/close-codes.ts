// Why the server closes a socket for good. 4400–4499 tell a y-websocket client to stop; on any other code it
// comes back by itself (docs/spec/collab.md lists them).

export const CLOSE_CODES = {
  /** The client sent what the room does not take. */
  'bad-message': 4400,
  /** No session, or it has ended: signed out, revoked, expired, suspended. */
  'signed-out': 4401,
  /** No such room, or not for this person. */
  'unknown-room': 4404,
  /** Too many sockets of one person or from one address. */
  'too-many-sockets': 4429,
} as const;
export type CloseReason = keyof typeof CLOSE_CODES;

/** Does this code mean that coming back by itself is useless? */
export function isRefusal(code: number): boolean {
  return code >= 4400 && code <= 4499;
}
