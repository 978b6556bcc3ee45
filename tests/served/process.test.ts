// Rules HT15 and HT16: one process that starts with a clear word, stops in time, and survives what clients do.

import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { runServer, type Served, serve } from '../support/served.ts';

describe('a server that cannot start says why in one sentence (HT15)', () => {
  test('for a wrong setting', async () => {
    const { code, stdout, stderr } = await runServer({ PORT: 'http', TRUSTED_PROXIES: 'x' });
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toBe('Kaasa does not start. PORT: must be a port number\n');
  });

  test('for a port in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, resolve));
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await runServer({ PORT: String(port) });
    other.close();
    expect([code, stderr]).toEqual([
      3,
      `Kaasa does not start. Port ${port} is in use by another program: set PORT to another one.\n`,
    ]);
  });

  test('for a database that does not answer', async () => {
    const url = 'postgres://nobody:secret@localhost:1/none';
    const { code, stderr } = await runServer({ DATABASE_URL: url, AUTH_SECRET: 'x'.repeat(32), PORT: '0' });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^Kaasa does not start\. .*ECONNREFUSED.*\n$/);
    expect(stderr).not.toContain('secret');
  });
});

describe('a server that runs (HT16)', () => {
  let server: Served;
  beforeAll(async () => {
    server = await serve();
  });
  afterAll(() => server.stop());

  test('refuses a second process on its folder', async () => {
    const { code, stderr } = await runServer({ DATA_DIR: server.dataDir, PORT: '0' });
    expect(code).toBe(3);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('survives 300 clients that go before they are answered', async () => {
    const cookie = await server.cookieOf('mari.tamm@kysk.example');
    const gone = Array.from({ length: 300 }, (_, i) => {
      const head = `GET /et/work HTTP/1.1\r\nhost: localhost:${server.port}\r\ncookie: ${cookie}\r\n\r\n`;
      return new Promise<void>((resolve) => {
        const socket = connect(server.port, 'localhost', () => {
          socket.write(head);
          setTimeout(() => socket.resetAndDestroy(), i % 40);
        });
        socket.on('error', () => {});
        socket.on('close', () => resolve());
      });
    });
    await Promise.all(gone);
    expect((await server.request({ path: '/api/health' })).status).toBe(200);
    expect(server.process.exitCode).toBeNull();
  });
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s ends it within ten seconds, sockets and half requests included (HT16)',
  async (signal) => {
    const server = await serve();
    const headers = { cookie: await server.cookieOf('mari.tamm@kysk.example'), origin: server.origin };
    const socket = new WebSocket(`ws://localhost:${server.port}/collab/account`, { headers });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('message', resolve));
    const idle = connect(server.port, 'localhost');
    idle.on('error', () => {});
    const half = connect(server.port, 'localhost', () => half.write('POST /et/x HTTP/1.1\r\nhost: localhost\r\n'));
    half.on('error', () => {});
    const ended = await server.stop(signal);
    expect([ended.code, await closed]).toEqual([0, 1001]);
    expect(ended.ms).toBeLessThan(10_000);
    expect(ended.stderr).toBe('');
  },
);
