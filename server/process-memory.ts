// Memory that exists once per process and instance. A module variable would exist twice, in Next's bundle and
// in the process around it, and the two would drop what they hold at different times.

import type { Runtime } from './runtime.ts';

const KEY = Symbol.for('kaasa.memory');
type Memories = WeakMap<object, Map<string, unknown>>;
type Global = { [KEY]?: Memories };

/** What this process remembers under `name` for the instance; `make` gives the empty memory at first use. */
export function processMemory<T>(app: Runtime, name: string, make: () => T): T {
  const everything = memories();
  const own = everything.get(app.database) ?? new Map<string, unknown>();
  everything.set(app.database, own);
  if (!own.has(name)) own.set(name, make());
  return own.get(name) as T;
}

function memories(): Memories {
  const holder = globalThis as Global;
  holder[KEY] ??= new WeakMap();
  return holder[KEY];
}
