// `npm run -s kaasa -- COMMAND`: the operator's command line, on the Node that the lock file pins.

import { ensureInstalled, environment, foreground, pinnedNode, root, runScript } from './bootstrap.mjs';

await runScript(async () => {
  const calledFrom = process.env.INIT_CWD ?? process.cwd();
  await ensureInstalled({ quiet: true });
  // node:sqlite, our lock, announces on standard error that it is new.
  const node = ['--disable-warning=ExperimentalWarning', `${root}/server/operator/main.ts`];
  return foreground(pinnedNode(), [...node, ...process.argv.slice(2)], { env: environment({ INIT_CWD: calledFrom }) });
});
