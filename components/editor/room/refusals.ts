// What follows when the server has closed a room for good, by its reason. Rule RO27.

import type { CloseReason } from '../../../domain/collab/close-codes.ts';

/**
 * `afresh`: what was not saved is put aside, and a fresh document comes back by itself. `aside`: the same, but it waits
 * until somebody asks. `stays`: the document stays as it is, until somebody asks. `later`: it comes back after a pause.
 */
export type RefusalCourse = 'afresh' | 'aside' | 'stays' | 'later';

export const REFUSAL_COURSES = {
  'bad-message': 'afresh',
  'update-refused': 'afresh',
  'schema-outdated': 'aside',
  'no-right': 'aside',
  'unknown-room': 'aside',
  locked: 'aside',
  // the same person signs in again over the page and goes on
  'signed-out': 'stays',
  'too-fast': 'later',
  'too-many-sockets': 'later',
} as const satisfies Record<CloseReason, RefusalCourse>;
