// For what happens by itself a moment later: asked until it holds.

import { vi } from 'vitest';

/** Patient with a busy machine. */
const TIMEOUT_MS = 20_000;

export function eventually<T>(check: () => T | Promise<T>, timeout = TIMEOUT_MS): Promise<T> {
  return vi.waitFor(check, { timeout, interval: 20 });
}
