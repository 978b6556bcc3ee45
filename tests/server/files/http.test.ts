// FI4, FI10 to FI12: files through the real front door, as browsers and attackers send and fetch them.

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachments } from '../../../db/schema/instance.ts';
import { MAX_FILE_BYTES } from '../../../domain/document/file.ts';
import { PART_BYTES } from '../../../server/files/attachments.ts';
import { addFile } from '../../../server/files/commands.ts';
import { made } from '../../support/documents.ts';
import { type FileDoor, fileDoor } from '../../support/file-door.ts';
import { addFilePlace, addPicture, type FilePlace, pdf } from '../../support/file-places.ts';
import { PDF, textOf } from '../../support/office-files.ts';
import { GIF, inserted, PNG } from '../../support/pictures.ts';

const MIB = 2 ** 20;

let door: FileDoor;
let place: FilePlace;
let cookies: { owner: string; partner: string; nobody: string };

beforeAll(async () => {
  door = await fileDoor();
  const { official, partner } = door.cast;
  place = await addFilePlace(official.ctx, partner.id, 'read');
  cookies = { owner: await door.cookieOf(official.id), partner: await door.cookieOf(partner.id), nobody: '' };
});
afterAll(() => door.close());

const query = (rest: Record<string, string> = {}) => ({ name: 'a.txt', purpose: 'file', ...rest });
const send = (body: string | Uint8Array, rest: Record<string, string> = {}, cookie = cookies.owner) =>
  door.send(cookie, place.documentId, query(rest), body);
const added = async (bytes: Uint8Array, rest: Record<string, string> = {}): Promise<string> => {
  const answer = await send(bytes, rest);
  expect(answer.status, answer.text).toBe(201);
  return JSON.parse(answer.text).file.id;
};

describe('sending', () => {
  test('answers with the file as it is kept', async () => {
    const answer = await send(PNG, { name: '../Õu.html', purpose: 'image', section: place.open });
    expect([answer.status, answer.headers['content-type']]).toEqual([201, 'application/json']);
    expect(JSON.parse(answer.text)).toEqual({
      file: {
        id: expect.any(String),
        name: 'Õu.html.png',
        mediaType: 'image/png',
        size: PNG.length,
        width: 6,
        height: 4,
      },
    });
  });

  test.each([
    ['nobody', 401, 'signed-out', () => send(PDF, {}, '')],
    ['a forged session', 401, 'signed-out', () => send(PDF, {}, 'kaasa-session=x')],
    ['a reader', 403, 'forbidden', () => send(PDF, { section: place.open }, cookies.partner)],
    [
      'a reader, to a section they do not see',
      404,
      'not-found',
      () => send(PDF, { section: place.shut }, cookies.partner),
    ],
    ['to a document that is not there', 404, 'not-found', () => door.send(cookies.owner, randomUUID(), query(), PDF)],
    ['HTML', 415, 'file-type', () => send('<html></html>')],
    ['a broken picture', 415, 'picture-invalid', () => send(PNG.subarray(0, 50))],
    ['a PDF for a text', 415, 'file-type', () => send(PDF, { purpose: 'image' })],
    ['nothing', 400, 'file-empty', () => send('')],
    ['a purpose that is none', 400, 'invalid', () => send(PDF, { purpose: 'logo' })],
    ['a section that is none', 400, 'invalid', () => send(PDF, { section: '1 or 1=1' })],
    ['a name without end', 400, 'invalid', () => send(PDF, { name: 'a'.repeat(2000) })],
  ])('%s is refused with %i %s, in words', async (_, status, code, sending) => {
    const answer = await sending();
    expect([answer.status, JSON.parse(answer.text).error.code]).toEqual([status, code]);
    expect(JSON.parse(answer.text).error.message.length).toBeGreaterThan(10);
  });

  test('20 MiB arrive whole, one byte more is refused in words before it is sent (FI4)', async () => {
    const id = await added(textOf(MAX_FILE_BYTES));
    const [row] = await door.app.database.db.select().from(attachments).orderBy(attachments.createdAt).limit(1);
    expect(row).toBeDefined();
    expect((await door.get(cookies.owner, id)).body.length).toBe(MAX_FILE_BYTES);
    const answer = await send(textOf(MAX_FILE_BYTES + 1));
    expect([answer.status, JSON.parse(answer.text).error.code]).toEqual([413, 'body-too-large']);
    expect(JSON.parse(answer.text).error.message).toContain('suur');
  });

  test('somebody who goes on sending 60 MiB still gets to read that it is too much', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const req = request(
        {
          port: door.port,
          method: 'POST',
          path: `/et/documents/${place.documentId}/files/new?name=a&purpose=file`,
          headers: { origin: door.origin, cookie: cookies.owner, 'content-type': 'application/octet-stream' },
        },
        (res) => resolve(res.resume().statusCode),
      );
      req.on('error', reject);
      const piece = Buffer.alloc(MIB);
      const next = (left: number): void => void (left === 0 ? req.end() : req.write(piece, () => next(left - 1)));
      next(60);
    });
    expect(status).toBe(413);
  });

  test.each(['multipart/form-data; boundary=x', 'text/plain', 'application/x-www-form-urlencoded', undefined])(
    'a body of type %s is none',
    async (type) => {
      const answer = await door.request({
        method: 'POST',
        path: `/et/documents/${place.documentId}/files/new?name=a&purpose=file`,
        headers: { origin: door.origin, cookie: cookies.owner, ...(type ? { 'content-type': type } : {}) },
        body: 'x',
      });
      expect(answer.status).toBe(415);
    },
  );

  test('from a page of another site is refused', async () => {
    const answer = await door.request({
      method: 'POST',
      path: `/et/documents/${place.documentId}/files/new?name=a&purpose=file`,
      headers: { origin: 'https://evil.example', cookie: cookies.owner, 'content-type': 'application/octet-stream' },
      body: PDF,
    });
    expect(answer.status).toBe(403);
  });

  test('30 people at once: all arrive (FI7)', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => send(textOf(2 * MIB))));
    process.stdout.write(`refused ${answers.filter(({ status }) => status !== 201).length} / 30\n`);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  });
});

describe('fetching (FI10 to FI12)', () => {
  test('gives every byte with its hash, and says that it runs nothing', async () => {
    const bytes = Buffer.from(randomBytes(PART_BYTES).toString('hex'));
    const id = await added(bytes, { name: 'Õppe "kava" 100%.txt' });
    const { status, headers, body } = await door.get(cookies.owner, id);
    expect([status, Buffer.compare(body, bytes)]).toEqual([200, 0]);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="_ppe _kava_ 100_.txt"; filename*=UTF-8''%C3%95ppe%20%22kava%22%20100%25.txt`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache, no-transform',
      etag: `"${createHash('sha256').update(bytes).digest('hex')}"`,
    });
    expect(headers['x-kaasa-file']).toBeUndefined();
  });

  test('shows pictures in the page, and saves everything else', async () => {
    const { documentId, open } = place;
    const picture = await addPicture(door.cast.official.ctx, documentId, open);
    const file = made(await addFile(door.cast.official.ctx, pdf({ documentId, sectionId: open }))).id;
    const disposition = async (id: string) =>
      (await door.get(cookies.partner, id)).headers['content-disposition']?.split(';')[0];
    expect([await disposition(picture), await disposition(file)]).toEqual(['inline', 'attachment']);
  });

  test('answers alike for what is not there and what is not the asker’s: let in 0 (Z6)', async () => {
    const { documentId, shut } = place;
    const { ctx } = door.cast.official;
    const hidden = made(await addFile(ctx, pdf({ documentId, sectionId: shut }))).id;
    const ids = [hidden, hidden.toUpperCase(), randomUUID(), 'x', `${hidden}x`];
    let letIn = 0;
    for (const cookie of [cookies.partner, cookies.nobody]) {
      const answers = await Promise.all(ids.map((id) => door.get(cookie, id)));
      letIn += answers.filter(({ status }) => status !== 404).length;
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      for (const { headers } of answers) {
        expect(headers['x-content-type-options']).toBe('nosniff');
        expect(headers.etag).toBeUndefined();
      }
      const known = createHash('sha256').update(PDF).digest('hex');
      expect((await door.get(cookie, hidden, { 'if-none-match': `"${known}"` })).status).toBe(404);
    }
    process.stdout.write(`files of others: let in ${letIn} / ${2 * ids.length}\n`);
    expect(letIn).toBe(0);
  });

  test('has the browser ask each time, and sends nothing that it has', async () => {
    const id = await added(PDF);
    const etag = String((await door.get(cookies.owner, id)).headers.etag);
    for (const tag of [etag, `W/${etag}`, `"x", ${etag}`]) {
      const answer = await door.get(cookies.owner, id, { 'if-none-match': tag });
      expect([answer.status, answer.body.length, answer.headers.etag]).toEqual([304, 0, etag]);
    }
    expect((await door.get(cookies.owner, id, { 'if-none-match': '"x"' })).status).toBe(200);
  });

  test('HEAD gives the same head and no body', async () => {
    const id = await added(PDF);
    const [head, whole] = [await door.get(cookies.owner, id, {}, 'HEAD'), await door.get(cookies.owner, id)];
    expect([head.status, head.body.length]).toEqual([200, 0]);
    for (const name of ['content-length', 'content-type', 'etag', 'content-disposition', 'content-security-policy']) {
      expect(head.headers[name]).toBe(whole.headers[name]);
    }
  });

  test('gives a part of it to who asks for one', async () => {
    const bytes = Buffer.from(randomBytes(PART_BYTES).toString('hex'));
    const id = await added(bytes);
    const ranges: [string, number, number][] = [
      ['bytes=0-0', 0, 1],
      [`bytes=${PART_BYTES - 1}-${PART_BYTES}`, PART_BYTES - 1, PART_BYTES + 1],
      [`bytes=${bytes.length - 5}-`, bytes.length - 5, bytes.length],
      ['bytes=-7', bytes.length - 7, bytes.length],
      ['bytes=5-99999999999', 5, bytes.length],
    ];
    for (const [range, from, to] of ranges) {
      const answer = await door.get(cookies.owner, id, { range });
      expect([answer.status, answer.headers['content-range']]).toEqual([
        206,
        `bytes ${from}-${to - 1}/${bytes.length}`,
      ]);
      expect(Buffer.compare(answer.body, bytes.subarray(from, to))).toBe(0);
    }
    for (const range of ['bytes=1-2,4-5', 'bytes=9-1', 'lines=1-2', 'bytes=-', 'bytes=x']) {
      expect((await door.get(cookies.owner, id, { range })).status, range).toBe(200);
    }
    expect((await door.get(cookies.owner, id, { range: `bytes=${bytes.length}-` })).status).toBe(416);
    expect((await door.get(cookies.owner, id, { range: 'bytes=-0' })).status).toBe(416);
    expect((await door.get(cookies.owner, id, { range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200);
  });

  test('polyglots come out without what they hid, or as text that is saved (U3)', async () => {
    const script = Buffer.from('/*<script>alert(1)</script>*/');
    const picture = await added(inserted(GIF, GIF.length, script), { name: 'x.html' });
    const text = await added(Buffer.from('tere <script>alert(1)</script>'), { name: 'x.html' });
    const [shown, saved] = [await door.get(cookies.owner, picture), await door.get(cookies.owner, text)];
    expect([shown.headers['content-type'], shown.text.includes('script')]).toEqual(['image/gif', false]);
    expect([saved.headers['content-type'], saved.headers['content-disposition']?.startsWith('attachment')]).toEqual([
      'text/plain; charset=utf-8',
      true,
    ]);
  });

  test('somebody who stops reading leaves nothing running', async () => {
    const id = await added(textOf(MAX_FILE_BYTES));
    await new Promise<void>((resolve, reject) => {
      const req = request({ port: door.port, path: `/files/${id}`, headers: { cookie: cookies.owner } }, (res) => {
        res.once('data', () => res.destroy());
        res.once('close', resolve);
        res.on('error', () => {});
      });
      req.on('error', reject).end();
    });
    expect((await door.get(cookies.owner, id)).body.length).toBe(MAX_FILE_BYTES);
  });
});
