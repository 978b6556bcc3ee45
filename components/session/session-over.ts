// Whether this page's session is over or about to be: what keeps typed text in the browser stops then, because the next
// person at this machine may be another.

let isOver = false;
const listeners: (() => void)[] = [];

/** Of the page as a whole. */
export function isSessionOver(): boolean {
  return isOver;
}

export function noteSessionOver(over: boolean): void {
  isOver = over;
  if (!over) for (const listener of listeners) listener();
}

/** Calls back whenever the server has said that the session lives, for as long as the page does. */
export function onSessionLive(listener: () => void): void {
  listeners.push(listener);
}

/** Is this the form that signs out? */
export function isSignOut(event: Event): boolean {
  return event.target instanceof HTMLFormElement && new URL(event.target.action).pathname.endsWith('/sign-out');
}
