// The name under which a file is kept, shown and handed out: one line, without anything that stands for a place on
// a disk or changes how the line reads, and with the ending of what the file really is.

import { isSafeText } from '../safe-text.ts';
import { endingOf, endingsOf, type FileType, isKnownEnding } from './type.ts';

/** UTF-16 units, the ending included. */
const MAX_NAME = 200;

/** A name made of what the sender called the file. Doing it twice changes nothing. */
export function fileName(sent: string, type: FileType): string {
  const name = plainName(sent);
  const ending = endingOf(name);
  const isRight = (endingsOf(type) as readonly string[]).includes(ending);
  const stem = isRight || isKnownEnding(ending) ? name.slice(0, -ending.length - 1) : name;
  const kept = isRight ? name.slice(-ending.length) : endingsOf(type)[0];
  return `${shortened(trimmed(stem), MAX_NAME - kept.length - 1) || 'file'}.${kept}`;
}

/** The last part of a path, without characters that nobody sees. */
function plainName(sent: string): string {
  const last = sent.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const seen = [...last].filter((character) => isSafeText(character) && !/[\t\n]/.test(character));
  // composed only now: what stood between two characters may be gone
  const composed = seen.join('').normalize('NFC');
  return trimmed(composed.replace(/(\p{M}{8})\p{M}+/gu, '$1'));
}

/** Space and dots at the ends mean something to file systems. */
function trimmed(name: string): string {
  return name.replace(/^[\s.]+|[\s.]+$/gu, '');
}

function shortened(name: string, max: number): string {
  if (name.length <= max) return name;
  const cut = name.slice(0, max);
  return trimmed(cut.isWellFormed() ? cut : cut.slice(0, -1));
}
