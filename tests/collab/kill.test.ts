// D1 and D3: the server of five people who type is killed, ten times on each database, or told to stop.
// bench/room-kills.ts does the same a thousand times.

import { expect, test } from 'vitest';
import { killRooms } from '../support/kill-rooms.ts';
import { printedSeed, randomFrom } from '../support/random.ts';

test('D1 a server killed at any moment loses nothing that it called saved or showed to anybody', async () => {
  const report = await killRooms(10, randomFrom(printedSeed('kill -9 of rooms')), 'SIGKILL');
  expect(report).toMatchObject({ lost: 0 });
  expect(report.acknowledged).toBeGreaterThan(100);
}, 300_000);

test('D3 a server that is told to stop loses nothing either', async () => {
  const report = await killRooms(2, randomFrom(printedSeed('SIGTERM of rooms')), 'SIGTERM');
  expect(report).toMatchObject({ lost: 0 });
}, 120_000);
