// Builds the pages before the tests that start whole servers, when a source has changed since the last build.

import { ensureBuilt } from '../../scripts/bootstrap.mjs';

export async function setup(): Promise<void> {
  await ensureBuilt({ quiet: true });
}
