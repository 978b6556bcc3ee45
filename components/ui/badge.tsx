// The state of a thing in a word or two.

import type { Tone } from './notice.tsx';

/** Without a tone: nothing to look at, only a fact. */
export function Badge({ tone, children }: { tone?: Tone; children: string }) {
  return <span className={tone ? `badge badge-${tone}` : 'badge'}>{children}</span>;
}
