// HT8: who may begin to send a file.

import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { MAX_FILE_BYTES } from '../../../domain/document/file.ts';
import { fileDoor } from '../../support/file-door.ts';

test('HT8 nobody holds a place for a file without a session: the answer comes before the file', async () => {
  const door = await fileDoor();
  const head = [
    `POST /et/documents/${randomUUID()}/files/new?name=a.pdf&purpose=file HTTP/1.1`,
    `host: localhost:${door.port}`,
    `origin: ${door.origin}`,
    'accept: application/json',
    'content-type: application/octet-stream',
    `content-length: ${MAX_FILE_BYTES}`,
  ];
  const socket = connect(door.port, 'localhost', () => socket.write(`${head.join('\r\n')}\r\n\r\n%PDF`));
  const answer = await new Promise<string>((resolve) =>
    socket.once('data', (bytes) => resolve(bytes.toString('latin1'))),
  );
  socket.destroy();
  expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  expect(answer).toContain('"signed-out"');
  await door.close();
});
