// The colour of somebody's caret: the same for everybody, every time.

/** Dark enough for white letters on them (WCAG 2.2, 1.4.3), and told apart by most who see colours differently. */
const COLOURS = ['#0f5c9c', '#8a3b12', '#1e6b3a', '#7a2a7e', '#8c1d40', '#00606b', '#5b4b00', '#3f3fa0'] as const;

/** `#rrggbb`. */
export function colourOf(personId: string): string {
  let sum = 0;
  for (const character of personId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return COLOURS[sum % COLOURS.length] ?? COLOURS[0];
}
