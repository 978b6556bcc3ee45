// `npm test`: installs what is missing and hands over to the checks, which run on the pinned Node.

import { ensureInstalled, environment, foreground, pinnedNode, runScript } from './bootstrap.mjs';

await runScript(async () => {
  await ensureInstalled();
  return foreground(pinnedNode(), ['scripts/check.ts'], { env: environment({ NODE_ENV: undefined }) });
});
