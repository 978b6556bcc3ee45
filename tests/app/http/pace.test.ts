// Rule HT8: how fast a body must come.

import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { afterEach, expect, test, vi } from 'vitest';
import { MAX_FILE_BYTES } from '../../../domain/document/file.ts';
import { readBody } from '../../../server/http/body.ts';
import { createListener } from '../../../server/http/listener.ts';
import { PACE, type Pace, watchPace } from '../../../server/http/pace.ts';
import { spoolBody } from '../../../server/http/spooled-body.ts';
import { testInstance } from '../../support/instance.ts';

afterEach(() => vi.useRealTimers());

/** Seconds until a sender of `bytesPerSecond`, in pieces one a second, is told to be too slow; null when all came. */
function secondsUntilSlow(bytesPerSecond: number, total = MAX_FILE_BYTES): number | null {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  let isSlow = false;
  const watch = watchPace(PACE, () => {
    isSlow = true;
  });
  for (let second = 1, sent = 0; sent < total; second += 1) {
    vi.advanceTimersByTime(1000);
    if (isSlow) return second;
    watch.heard(Math.min(bytesPerSecond, total - sent));
    sent += bytesPerSecond;
  }
  watch.stop();
  return null;
}

test('HT8 a phone that sends 20 KiB a second gets its 20 MiB through, one that sends 10 does not', () => {
  expect(secondsUntilSlow(20 * 1024)).toBeNull();
  expect(secondsUntilSlow(10 * 1024)).toBe(120);
});

test('HT8 a short body has two minutes, however slowly it comes', () => {
  expect(secondsUntilSlow(10, 1000)).toBeNull();
  expect(secondsUntilSlow(1, 1000)).toBe(120);
});

test('HT8 a pause of ten seconds is too long at any pace', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const onSlow = vi.fn();
  watchPace(PACE, onSlow).heard(MAX_FILE_BYTES);
  vi.advanceTimersByTime(9999);
  expect(onSlow).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onSlow).toHaveBeenCalledOnce();
});

test('HT8 the listener waits for the longest file that keeps the pace', async () => {
  const app = await testInstance();
  const options = { request: () => {}, upgrade: () => {}, takesUpgrade: () => false };
  const { requestTimeout } = createListener(app.config, options);
  expect(requestTimeout).toBeGreaterThan((MAX_FILE_BYTES / PACE.bytesPerSecond) * 1000);
  await app.close();
});

const QUICK: Pace = { idleMs: 30_000, startMs: 300, bytesPerSecond: 1000 };

test.each([
  ['in memory', (req: IncomingMessage) => readBody(req, 1e6, QUICK)],
  ['on disk', (req: IncomingMessage) => spoolBody(req, tmpdir(), 1e6, QUICK)],
])('HT8 who never pauses but sends next to nothing is too slow, %s', async (_, read) => {
  const server = createServer(async (req, res) => void res.end((await read(req)).state));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const answer = await dripped((server.address() as AddressInfo).port);
  server.closeAllConnections();
  server.close();
  expect(answer).toBe('too-slow');
});

/** Sends a byte every few milliseconds, 100 a second, until there is an answer. */
function dripped(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const req = request({ port, method: 'POST', headers: { 'content-length': 1e5 } }, (res) => {
      clearInterval(dripping);
      res.setEncoding('utf8').once('data', resolve);
    });
    req.on('error', reject);
    const dripping = setInterval(() => req.write('x'), 10);
  });
}
