// Reads a snapshot line by line and believes nothing: not its order, not its counts, not its end.

import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { LineTooLong, splitLines } from '../lines.ts';
import { type Ending, ending, FORMAT, type Header, header, type Line, piece, SnapshotRefused } from './format.ts';
import { verifySeal } from './seal.ts';
import { bytesOf } from './spool.ts';

/** Half of what a string of JavaScript holds; no row of Kaasa comes near. */
const LONGEST_LINE = 256 * 1024 * 1024;

export type Summary = { header: Header; end: Ending };

/**
 * Reads the whole file: its seal, order and counts. What it says of the data is then believed.
 * @throws {SnapshotRefused} any code but `instance-not-empty`
 */
export async function verifySnapshot(file: FileHandle): Promise<Summary> {
  await verifySeal(file);
  const found: Partial<Summary> = {};
  for await (const line of readSnapshot(file)) {
    if (line.kind === 'header') found.header = line.header;
    if (line.kind === 'end') found.end = line.end;
  }
  if (!found.header || !found.end) throw new SnapshotRefused('snapshot-tampered');
  return { header: found.header, end: found.end };
}

/**
 * The lines in their order: the header, each table's pieces and rows, the end.
 * @throws {SnapshotRefused} `not-a-snapshot`, `snapshot-newer` or `snapshot-tampered`
 */
export async function* readSnapshot(file: FileHandle): AsyncGenerator<Line> {
  const lines = textLines(file);
  try {
    yield readHeader(await next(lines));
    const accept = orderKeeper();
    for (let line: Line | null = null; line?.kind !== 'end'; yield line) {
      line = readLine(await next(lines));
      accept(line);
    }
    if (!(await next(lines)).startsWith('{"sha256":')) refuse();
    if (!(await lines.next()).done) refuse();
  } finally {
    await lines.return(undefined);
  }
}

async function next(lines: AsyncGenerator<string>): Promise<string> {
  const line = await lines.next();
  return line.done ? refuse() : line.value;
}

/** Refuses a line that may not stand where it stands: each table once, pieces before their row, counts as written. */
function orderKeeper(): (line: Line) => void {
  const counts = new Map<string, number>();
  let table: string | null = null;
  let awaitsRow = false;
  return (line) => {
    if (awaitsRow && line.kind !== 'piece' && line.kind !== 'row') refuse();
    awaitsRow = line.kind === 'piece';
    if (line.kind === 'table') {
      if (counts.has(line.name)) refuse();
      table = line.name;
      counts.set(table, 0);
    } else if (line.kind === 'end') {
      if (!sameCounts(counts, line.end.counts)) refuse();
    } else {
      if (table === null) refuse();
      if (line.kind === 'row') counts.set(table, (counts.get(table) ?? 0) + 1);
    }
  };
}

function sameCounts(found: Map<string, number>, claimed: Ending['counts']): boolean {
  return JSON.stringify([...found].sort()) === JSON.stringify(Object.entries(claimed).sort());
}

async function* textLines(file: FileHandle): AsyncGenerator<string> {
  const gunzip = createGunzip();
  const input = Readable.from(bytesOf(file)).on('error', (error) => gunzip.destroy(error));
  try {
    yield* splitLines(input.pipe(gunzip), LONGEST_LINE);
  } catch (error) {
    if (error instanceof LineTooLong || isZlibError(error))
      throw new SnapshotRefused('snapshot-tampered', { cause: error });
    throw error;
  } finally {
    input.destroy();
    gunzip.destroy();
  }
}

const isZlibError = (error: unknown) => /^Z_/.test((error as { code?: string }).code ?? '');

function refuse(): never {
  throw new SnapshotRefused('snapshot-tampered');
}

/** The first line keeps its form in every format, so that a newer one is recognised. */
function readHeader(text: string): Line {
  const loose = z.looseObject({ kaasa: z.literal('snapshot'), format: z.number() }).safeParse(parseJson(text));
  if (!loose.success) throw new SnapshotRefused('not-a-snapshot');
  if (loose.data.format > FORMAT) throw new SnapshotRefused('snapshot-newer');
  return { kind: 'header', header: parsed(header, loose.data) };
}

const ROW = '{"row":';
const other = z.union([
  z.strictObject({ table: z.string() }),
  z.strictObject({ piece }),
  z.strictObject({ end: ending }),
]);

function readLine(text: string): Line {
  if (text.startsWith(ROW)) return { kind: 'row', json: text.slice(ROW.length, -1) };
  const line = parsed(other, parseJson(text));
  if ('table' in line) return { kind: 'table', name: line.table };
  return 'piece' in line ? { kind: 'piece', ...line.piece } : { kind: 'end', end: line.end };
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  return result.success ? result.data : refuse();
}

/** Undefined for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
