// The arguments of a server action as React's `encodeReply` writes them: JSON in which a text that begins with `$` means
// something else. Next answers what it cannot resolve in them with a server error, so the door looks first.

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** JSON texts by their number, of which `0` is the first to be read; null: nothing may refer to that number. */
type Parts = (part: string) => string | null;

/** Deeper than any argument of ours; what is much deeper ends Next's own walk. */
const MAX_DEPTH = 200;
/** A text that begins with `$`, `undefined`, numbers that JSON lacks, an instant, the fields of a form. */
const PLAIN = /^\$(\$|undefined$|NaN$|Infinity$|-Infinity$|-0$|D|K[0-9a-f]+$)/;
const REFERENCE = /^\$@?([0-9a-f]+)((?::[^:]*)*)$/;

/** Can these arguments be resolved, to the last of their references? */
export function areArguments(parts: Parts): boolean {
  return Array.isArray(parsed(parts('0'))) && isResolvable(parts);
}

/** The same of an action that a form without scripts names: its id, and the arguments that were bound to it. */
export function isBoundAction(parts: Parts): boolean {
  const root = parsed(parts('0'));
  const hasId = typeof root === 'object' && root !== null && !Array.isArray(root) && typeof root.id === 'string';
  return hasId && isResolvable(parts);
}

function isResolvable(parts: Parts): boolean {
  const read = new Map<string, Json | undefined>();
  const root = readPart(parts, '0', read);
  if (root === undefined) return false;
  const open: { value: Json; path: string; depth: number }[] = [{ value: root, path: '0', depth: 0 }];
  const seen = new Set(['0']);
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path, depth } = next;
    if (depth > MAX_DEPTH) return false;
    if (typeof value === 'string') {
      if (!value.startsWith('$') || PLAIN.test(value)) continue;
      const [, part = '', steps = ''] = REFERENCE.exec(value) ?? [];
      const target = readPart(parts, part, read);
      if (target === undefined || at(target, steps) === undefined || isWithin(path, part + steps)) return false;
      if (!seen.has(part)) open.push({ value: target, path: part, depth });
      seen.add(part);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value))
        open.push({ value: inner, path: `${path}:${key}`, depth: depth + 1 });
    }
  }
  return true;
}

/** Undefined when there is no such part, or it is no JSON. */
function readPart(parts: Parts, part: string, read: Map<string, Json | undefined>): Json | undefined {
  if (!read.has(part)) read.set(part, parsed(parts(part)));
  return read.get(part);
}

function parsed(text: string | null): Json | undefined {
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What the steps `:a:0` lead to; undefined when they lead nowhere. */
function at(value: Json, steps: string): Json | undefined {
  let here: Json | undefined = value;
  for (const step of steps.split(':').slice(1)) {
    const isThere: boolean = typeof here === 'object' && here !== null && Object.hasOwn(here, step);
    here = isThere ? (here as { [key: string]: Json })[step] : undefined;
  }
  return here;
}

/** Would the target hold the place that refers to it? */
function isWithin(path: string, target: string): boolean {
  return path === target || path.startsWith(`${target}:`);
}
