// What a person recognises their devices by (docs/spec/sign-in.md, SI54).

import { expect, test } from 'vitest';
import { deviceName } from '../../../server/auth/device.ts';

const AGENTS: [string | null, string][] = [
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    'Microsoft Edge, Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    'Safari, macOS',
  ],
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
    'Chrome, Android',
  ],
  [null, ''],
  ['', ''],
  ['   ', ''],
  ['\u0000\u202E', ''],
];

test.each(AGENTS)('SI54: %s is %s', (agent, name) => {
  expect(deviceName(agent)).toBe(name);
});

test('SI54: an endless or hostile agent gives a short name quickly', () => {
  const startedAt = performance.now();
  for (const piece of ['(', 'a/', 'Version/', 'Mozilla/5.0 (', ';;', '<script>', 'x'.repeat(50)]) {
    expect(deviceName(piece.repeat(20_000)).length).toBeLessThanOrEqual(62);
  }
  expect(performance.now() - startedAt).toBeLessThan(500);
});
