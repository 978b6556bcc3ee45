// Plain text as lines and groups of lines, and what the beginning of a line says: a bullet, a number, nothing.

export type Line = { text: string /** Columns of white space before it. */; indent: number };

/** Lines without an empty one between them. */
export type Group = Line[];

export type Marker =
  | { kind: 'bullet'; rest: string }
  /** `rest`: what stands after the number. */
  | { kind: 'ordered'; number: number; close: '.' | ')'; rest: string };

const TAB_COLUMNS = 4;
const BULLET = /^[•‣◦▪●·*–—-]\s+(?=\S)/u;
const ORDERED = /^(\d{1,3})([.)])\s+(?=\S)/;
/** Estonian writes "14. mai", "3. peatükk", "21. sajandil": a number with a full stop and a small letter is an ordinal. */
const ORDINAL_WORD =
  /^(?:jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|septemb|oktoob|novemb|detsemb|aasta|sajand|kvartal|peatük|jaotis|lõi[gk]|punkt|lisa|samm|koht|klass|eluaasta)\p{Ll}*/u;

/** Groups of the text in order; a tab counts as up to four columns of white space. */
export function groupsOf(text: string): Group[] {
  const groups: Group[] = [];
  let isOpen = false;
  for (const raw of text.split('\n')) {
    const line = lineOf(raw);
    if (line.text !== '' && isOpen) groups.at(-1)?.push(line);
    else if (line.text !== '') groups.push([line]);
    isOpen = line.text !== '';
  }
  return groups;
}

function lineOf(raw: string): Line {
  const text = raw.trim();
  const space = raw.slice(0, raw.length - raw.trimStart().length);
  return { text, indent: [...space].reduce((columns, char) => columns + (char === '\t' ? TAB_COLUMNS : 1), 0) };
}

/** Null for a line that begins with neither a bullet nor a number of a list. */
export function markerOf(text: string): Marker | null {
  const bullet = BULLET.exec(text);
  if (bullet) return { kind: 'bullet', rest: text.slice(bullet[0].length) };
  const ordered = ORDERED.exec(text);
  if (!ordered) return null;
  const rest = text.slice(ordered[0].length);
  const close = ordered[2] === ')' ? ')' : '.';
  if (close === '.' && ORDINAL_WORD.test(rest)) return null;
  return { kind: 'ordered', number: Number(ordered[1]), close, rest };
}

/** Does the line begin something of its own, so that it does not go on the line before: "a) …", "1.2 …", "§ 3 …"? */
export function beginsAnew(text: string): boolean {
  return markerOf(text) !== null || /^(?:\p{Ll}\)|\(\d{1,3}\)|\d{1,2}(?:\.\d{1,2})+\.?|§\s*\d+)\s/u.test(text);
}

const LONGEST_WRAPPED_LINE = 120;

/** The width at which the text was broken into lines; null when each line is a paragraph. */
export function wrapWidth(groups: readonly Group[]): number | null {
  let longest = 0;
  for (const group of groups) for (const { text, indent } of group) longest = Math.max(longest, text.length + indent);
  return longest <= LONGEST_WRAPPED_LINE ? longest : null;
}
