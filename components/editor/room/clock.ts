// The time that a room's connection goes by: given, so that a test need not wait.

export type RoomClock = {
  /** Milliseconds from any fixed instant. */
  now(): number;
  /** Calls back once, after `ms`. Returns how not to. */
  later(call: () => void, ms: number): () => void;
};

export const BROWSER_CLOCK: RoomClock = {
  now: () => Date.now(),
  later: (call, ms) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
