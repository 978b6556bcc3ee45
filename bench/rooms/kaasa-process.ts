// Kaasa's rooms and nothing else, in a process of their own to be measured. Configured by the environment like any
// instance; the limits that no honest client meets are lifted. With KAASA_BENCH_PROJECTOR=0 no text is read off the logs.

import { boot } from '../../server/boot.ts';
import { openCollab } from '../../server/collab/upgrade.ts';
import { readConfig } from '../../server/config.ts';
import { createListener } from '../../server/http/listener.ts';
import { openProjector } from '../../server/rooms/projector.ts';

const UNLIMITED = {
  perAddress: 1e6,
  perPerson: 1e6,
  handshakesPerAddress: 1e6,
  handshakesPerPerson: 1e6,
  messagesPerSecond: 1e9,
  bytesPerSecond: 1e12,
};

const noProjector: typeof openProjector = async () => ({ nudge: () => {}, letGo: () => {}, close: async () => {} });

const app = await boot(readConfig(process.env));
const projector = process.env.KAASA_BENCH_PROJECTOR === '0' ? noProjector : openProjector;
const collab = await openCollab(app, UNLIMITED, projector);
createListener(app.config, {
  request: (_req, res) => res.end(),
  upgrade: collab.upgrade,
  takesUpgrade: () => true,
}).listen(app.config.port);
// a profile is written at a good end only
process.once('SIGINT', () => process.exit(0));
