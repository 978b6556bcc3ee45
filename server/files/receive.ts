// The answer to a file that a page sends: the body is the file itself, its name and place are in the address. A few
// at a time are in memory; the others wait on disk, where the door has put them (docs/spec/http.md).

import { z } from 'zod';
import { type AddedFile, FILE_PURPOSES, MAX_FILE_BYTES } from '../../domain/document/file.ts';
import type { ErrorCode } from '../../domain/errors.ts';
import { DEFAULT_LOCALE, isLocale } from '../../domain/locale.ts';
import { type Failure, fail, type Result } from '../../domain/result.ts';
import { rowId } from '../../domain/text.ts';
import { presentFailure } from '../present-failure.ts';
import { processMemory } from '../process-memory.ts';
import { requestContext } from '../request.ts';
import { type Runtime, runtime } from '../runtime.ts';
import { addFile } from './commands.ts';

/** Files that are read, cleaned and written at once; each takes up to four times its size. */
const AT_ONCE = 2;

const address = z.object({
  name: z.string().max(1000),
  purpose: z.enum(FILE_PURPOSES),
  section: rowId.nullable(),
});

/** 201 with the file, or the status of the failure with a code and a sentence in the page's language. */
export async function receiveFile(
  request: Request,
  locale: string,
  documentId: string,
  app = runtime(),
): Promise<Response> {
  const received = await receive(request, documentId, app);
  if (received.ok) return Response.json({ file: received.value }, { status: 201, headers: NEVER_KEPT });
  return refused(received.error, locale);
}

const NEVER_KEPT = { 'cache-control': 'no-store' };

async function receive(request: Request, documentId: string, app: Runtime): Promise<Result<AddedFile>> {
  const query = new URL(request.url).searchParams;
  const asked = address.safeParse({
    name: query.get('name') ?? '',
    purpose: query.get('purpose'),
    section: query.get('section'),
  });
  if (!asked.success) return fail('invalid');
  const ctx = await requestContext(request.headers, app);
  if (ctx.signedIn === null) return fail('signed-out');
  const { section: sectionId, ...file } = asked.data;
  const done = await turn(app);
  try {
    const bytes = await wholeBody(request);
    return bytes ? await addFile(ctx, { documentId, sectionId, ...file, bytes }) : fail('body-too-large');
  } finally {
    done();
  }
}

/** Null when it is longer than a file may be: the door has counted, but this must hold without it too. */
async function wholeBody(request: Request): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > MAX_FILE_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

type Queue = { running: number; waiting: (() => void)[] };

/** Resolves when it is this one's turn, to the function that ends it. */
async function turn(app: Runtime): Promise<() => void> {
  const queue = processMemory<Queue>(app, 'files received', () => ({ running: 0, waiting: [] }));
  if (queue.running >= AT_ONCE) await new Promise<void>((resolve) => queue.waiting.push(resolve));
  else queue.running += 1;
  return () => {
    const next = queue.waiting.shift();
    // whoever waits takes over the place
    if (next) next();
    else queue.running -= 1;
  };
}

const STATUSES: Partial<Record<ErrorCode, number>> = {
  'signed-out': 401,
  forbidden: 403,
  locked: 403,
  adopted: 403,
  'not-found': 404,
  'section-gone': 404,
  'body-too-large': 413,
  'file-too-large': 413,
  'too-many-files': 409,
  'document-files-too-large': 409,
  'file-type': 415,
  'picture-invalid': 415,
};

function refused(failure: Failure, locale: string): Response {
  const { message } = presentFailure(isLocale(locale) ? locale : DEFAULT_LOCALE, failure);
  const status = STATUSES[failure.code] ?? 400;
  return Response.json({ error: { code: failure.code, message } }, { status, headers: NEVER_KEPT });
}
