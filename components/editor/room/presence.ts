// Who else is in a room, as the server says: a client's word about its own name is never shown.

import type { Awareness } from 'y-protocols/awareness';

/** `colour` is `#rrggbb`, dark enough for white letters. */
export type Present = { personId: string; name: string; colour: string };

/** One entry a person, however many windows they have open, by name; not the one who asks. */
export function othersIn(awareness: Awareness, ownPersonId: string): Present[] {
  const found = new Map<string, Present>();
  for (const [client, state] of awareness.getStates()) {
    const person = client === awareness.clientID ? null : personOf(state.user);
    if (person && person.personId !== ownPersonId) found.set(person.personId, person);
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name) || a.personId.localeCompare(b.personId));
}

function personOf(user: unknown): Present | null {
  if (typeof user !== 'object' || user === null) return null;
  const { id, name, color } = user as { id?: unknown; name?: unknown; color?: unknown };
  const isTold = typeof id === 'string' && typeof name === 'string' && typeof color === 'string';
  return isTold ? { personId: id, name, colour: color } : null;
}
