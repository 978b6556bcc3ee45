// Loads that many want at once, as when all who were cut off come back: whoever asks while one is running gets the one
// after it, together with all others who do. Nobody gets what was loaded before they asked.

type Turn<T> = { now: Promise<T>; next: Promise<T> | null };

/** The same `load`, at most one at a time for each key. */
export function inTurns<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const turns = new Map<string, Turn<T>>();
  const begin = (key: string): Promise<T> => {
    const turn: Turn<T> = { now: load(key), next: null };
    turns.set(key, turn);
    const end = () => {
      if (turn.next === null) turns.delete(key);
    };
    turn.now.then(end, end);
    return turn.now;
  };
  return (key) => {
    const turn = turns.get(key);
    if (!turn) return begin(key);
    const following = () => begin(key);
    turn.next ??= turn.now.then(following, following);
    return turn.next;
  };
}
