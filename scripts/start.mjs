// `npm start` and `npm run dev`: from whatever state the folder is in to a running server. Kaasa itself runs on the
// Node that the lock file pins; the system's only has to carry it this far.

import { ensureBuilt, ensureInstalled, environment, foreground, pinnedNode, runScript } from './bootstrap.mjs';

const WATCHED = ['server', 'db', 'domain'];
// node:sqlite, our lock, would announce at every start that it is new.
const QUIET = '--disable-warning=ExperimentalWarning';

await runScript(() => (process.argv.includes('--dev') ? startDevelopment() : start()));

async function start() {
  await ensureInstalled();
  await ensureBuilt();
  return foreground(pinnedNode(), [QUIET, 'server/main.ts'], { env: environment({ NODE_ENV: 'production' }) });
}

/** Next reloads pages and components itself; a change of what the process imports restarts it. */
async function startDevelopment() {
  await ensureInstalled();
  const watch = WATCHED.map((folder) => `--watch-path=${folder}`);
  return foreground(pinnedNode(), [QUIET, ...watch, '--watch-preserve-output', 'server/main.ts'], {
    env: environment({ NODE_ENV: 'development' }),
  });
}
