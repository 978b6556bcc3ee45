// A process of its own that serves rooms and nothing else, to be killed. Configured by the environment like any instance;
// says its port on a line when it listens, and ends well on SIGTERM.

import type { AddressInfo } from 'node:net';
import { boot, shutDown } from '../../server/boot.ts';
import { SOCKET_LIMITS } from '../../server/collab/sockets.ts';
import { openCollab } from '../../server/collab/upgrade.ts';
import { readConfig } from '../../server/config.ts';
import { createListener } from '../../server/http/listener.ts';

const app = await boot(readConfig(process.env));
// all who knock are one machine and few people; how often somebody may is tested elsewhere
const MANY = 1_000_000;
const knocks = { handshakesPerAddress: MANY, handshakesPerPerson: MANY };
const collab = await openCollab(app, { ...SOCKET_LIMITS, ...knocks, messagesPerSecond: 5000 });
const listener = createListener(app.config, {
  request: (_req, res) => res.end(),
  upgrade: collab.upgrade,
  takesUpgrade: () => true,
});
listener.listen(app.config.port, () => process.stdout.write(`${(listener.address() as AddressInfo).port}\n`));
process.once('SIGTERM', async () => {
  await collab.close();
  listener.close();
  await shutDown(app);
  process.exit(0);
});
