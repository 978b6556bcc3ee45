// The composition root: one process that answers requests, renders pages with Next, holds sockets and works on
// jobs. It starts what everything else only defines, and stops it in the opposite order.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import next from 'next';
import { DatabaseUnavailable } from '../db/database.ts';
import { OPERATOR } from '../domain/people/viewer.ts';
import { boot, shutDown } from './boot.ts';
import { COLLAB_PREFIX, openCollab } from './collab/upgrade.ts';
import { ConfigError, readConfig } from './config.ts';
import { createContext } from './context.ts';
import { seedInstance } from './demo/seed.ts';
import { createDoor } from './http/door.ts';
import { drain } from './http/drain.ts';
import { firstSegments } from './http/entrance.ts';
import { createListener, type Upgrade } from './http/listener.ts';
import { startWorkers } from './jobs/workers.ts';
import { serveOperator } from './operator/serve.ts';
import { ensureAdministrator } from './people/commands.ts';
import type { Runtime } from './runtime.ts';
import { watchSettings } from './settings/queries.ts';
import { watchPublicPages } from './site/cache.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The operator has to change something first; starting again alone does not help. */
const EXIT_OPERATOR = 3;
const DRAIN_MS = 3500;
const STOP_MS = 9500;
const MEASURE_MS = 60_000;

type Stop = () => Promise<void>;
/** What has been started so far, in order; stopping goes backwards. */
type Started = Stop[];

async function main(): Promise<void> {
  const started: Started = [];
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stopProcess(started, 0));
  try {
    const app = await boot(readConfig(process.env));
    started.push(() => shutDown(app));
    exitOnBugs(app, started);
    await prepareInstance(app, started);
    await serve(app, started);
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof DatabaseUnavailable || isPortTaken(error))) throw error;
    process.stderr.write(`Kaasa does not start. ${sentence(error)}\n`);
    await stopProcess(started, EXIT_OPERATOR);
  }
}

async function prepareInstance(app: Runtime, started: Started): Promise<void> {
  await seedInstance(app);
  if (app.config.adminEmail) await ensureAdministrator(createContext(app, OPERATOR, 'job'), app.config.adminEmail);
  started.push(await watchSettings(app), await watchPublicPages(app), await serveOperator(app));
  await startWorkers(app);
  const measuring = setInterval(() => {
    app.clock.measure().catch((err: unknown) => app.log.warn({ err }, 'the clock could not be measured'));
  }, MEASURE_MS);
  started.push(async () => clearInterval(measuring));
}

async function serve(app: Runtime, started: Started): Promise<void> {
  const { config } = app;
  // Next ends sockets whose path matches a page: it gets a server that never listens, and we keep the upgrades
  const nextServer = createServer();
  const pages = next({
    dev: !config.production,
    dir: ROOT,
    port: config.port,
    hostname: 'localhost',
    httpServer: nextServer,
    quiet: config.production,
  });
  await pages.prepare();
  started.push(() => pages.close());
  const collab = await openCollab(app);
  const hotReload: Upgrade = (req, socket, head) =>
    void (nextServer.emit('upgrade', req, socket, head) || socket.destroy());
  const isHotReload = (path: string) => !config.production && path.startsWith('/_next/');
  const listener = createListener(config, {
    request: createDoor(app, { inside: pages.getRequestHandler(), segments: firstSegments(ROOT) }),
    upgrade: (req, socket, head) => (isHotReload(req.url ?? '') ? hotReload : collab.upgrade)(req, socket, head),
    takesUpgrade: (path) => path.startsWith(COLLAB_PREFIX) || isHotReload(path),
  });
  started.push(async () => {
    await Promise.all([collab.close(), listener.listening ? drain(listener, DRAIN_MS) : null]);
  });
  await new Promise<void>((resolve, reject) => listener.once('error', reject).listen(config.port, resolve));
  const { port } = listener.address() as AddressInfo;
  process.stdout.write(`Kaasa is ready at ${config.port === 0 ? `http://localhost:${port}` : config.publicUrl}\n`);
}

/** A thrown bug leaves the process in a state that nobody knows; whoever supervises it starts a fresh one. */
function exitOnBugs(app: Runtime, started: Started): void {
  const exit = (err: unknown) => {
    if (isBrokenOff(err)) return;
    app.log.fatal({ err }, 'a bug ends this process');
    void stopProcess(started, 1);
  };
  process.on('uncaughtException', exit);
  process.on('unhandledRejection', exit);
}

/** One Ctrl-C arrives up to three times: from the terminal, from npm and from scripts/start.mjs. */
const SAME_SIGNAL_MS = 500;
let stoppingSince: number | null = null;

/** A second signal does not wait. */
async function stopProcess(started: Started, code: number): Promise<void> {
  if (stoppingSince !== null && performance.now() - stoppingSince < SAME_SIGNAL_MS) return;
  if (stoppingSince !== null) process.exit(1);
  stoppingSince = performance.now();
  setTimeout(() => process.exit(1), STOP_MS).unref();
  try {
    await stopAll(started);
  } catch (error) {
    process.stderr.write(`Kaasa did not stop cleanly: ${String(error)}\n`);
    process.exit(1);
  }
  process.exit(code);
}

async function stopAll(started: Started): Promise<void> {
  for (let stop = started.pop(); stop; stop = started.pop()) await stop();
}

type PortError = Error & { code: 'EADDRINUSE' | 'EACCES'; port: number };

function isPortTaken(error: unknown): error is PortError {
  return (
    error instanceof Error && 'port' in error && 'code' in error && /^(EADDRINUSE|EACCES)$/.test(String(error.code))
  );
}

function sentence(error: ConfigError | DatabaseUnavailable | PortError): string {
  if (!isPortTaken(error)) return error.message;
  const why = error.code === 'EACCES' ? 'may not be opened by this user' : 'is in use by another program';
  return `Port ${error.port} ${why}: set PORT to another one.`;
}

/** Next rejects so when a client has gone while its page was rendered. */
function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'ResponseAborted');
}

// `node --watch` would have Next's own processes report their files over a channel that Next speaks on
delete process.env.WATCH_REPORT_DEPENDENCIES;
// last: everything above has its values by then, also when the start fails at once
await main();
