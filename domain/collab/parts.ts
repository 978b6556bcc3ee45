// A large update in parts, each small enough for one message, so that somebody who wrote for hours without a connection
// can send what is missing. No Yjs document is made. Rules RO3, RO6.

import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

type Struct = Y.Item | Y.GC;
type Range = { client: number; clock: number; len: number };

/** A UTF-16 unit takes three bytes at most; a piece must leave room for others in its part. */
const UNITS_OF_PART = 1 / 8;
/** Of one deletion: the client and two numbers. */
const RANGE_BYTES = 24;

/**
 * Updates of at most about `maxBytes` that do together, in this order, what `update` does. Each follows on those before
 * it where the whole follows, so that a room takes them one by one. Deletions come last. One that is small enough, or that
 * cannot be taken apart, is answered as it is. @throws for bytes that are no update.
 */
export function splitUpdate(update: Uint8Array, maxBytes: number): Uint8Array[] {
  if (update.length <= maxBytes) return [update];
  const { structs, ds } = Y.decodeUpdate(update);
  const pieces = structs.flatMap((struct) => (struct instanceof Y.Skip ? [] : cut(struct, maxBytes * UNITS_OF_PART)));
  const parts = new Sorting(pieces).parts(maxBytes);
  if (parts === null) return [update];
  const ranges = [...ds.clients].flatMap(([client, own]) => own.map(({ clock, len }) => ({ client, clock, len })));
  const atOnce = Math.max(1, Math.floor(maxBytes / RANGE_BYTES));
  return [...parts.map((part) => encode(part, [])), ...chunks(ranges, atOnce).map((some) => encode(new Map(), some))];
}

/** A long run of words as several structs, as Yjs itself would split it. */
function cut(struct: Struct, maxUnits: number): Struct[] {
  const pieces: Struct[] = [];
  let rest = struct;
  while (rest instanceof Y.Item && rest.content instanceof Y.ContentString && rest.length > maxUnits) {
    const { id, origin, rightOrigin, parent, parentSub } = rest;
    const { str } = rest.content;
    const at = boundary(str, Math.max(2, Math.floor(maxUnits)));
    const [first, second] = [new Y.ContentString(str.slice(0, at)), new Y.ContentString(str.slice(at))];
    pieces.push(new Y.Item(id, null, origin, null, rightOrigin, parent, parentSub, first));
    const [next, last] = [Y.createID(id.client, id.clock + at), Y.createID(id.client, id.clock + at - 1)];
    rest = new Y.Item(next, null, last, null, rightOrigin, null, null, second);
  }
  return [...pieces, rest];
}

/** Never between the halves of one character. */
function boundary(text: string, at: number): number {
  const unit = text.charCodeAt(at - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? at - 1 : at;
}

/** Structs by client id, one after the other without a gap. */
type Part = Map<number, Struct[]>;

/** Takes structs in an order in which none comes before what it needs. */
class Sorting {
  private readonly queues = new Map<number, Struct[]>();
  private readonly done = new Map<number, number>();

  constructor(structs: readonly Struct[]) {
    for (const [client, own] of Map.groupBy(structs, ({ id }) => id.client)) {
      this.queues.set(client, own.reverse());
      this.done.set(client, own.at(-1)?.id.clock ?? 0);
    }
  }

  /** Null when some wait for each other, which Yjs never writes. */
  parts(maxBytes: number): Part[] | null {
    const parts: Part[] = [];
    let [part, bytes]: [Part, number] = [new Map(), 0];
    for (let struct = this.next(); struct; struct = this.next()) {
      const size = sizeOf(struct);
      const own = part.get(struct.id.client);
      if (bytes + size > maxBytes || (own && !isFollowed(own, struct))) {
        parts.push(part);
        [part, bytes] = [new Map(), 0];
      }
      const together = part.get(struct.id.client);
      if (together) together.push(struct);
      else part.set(struct.id.client, [struct]);
      bytes += size;
    }
    if (part.size > 0) parts.push(part);
    return [...this.queues.values()].every((queue) => queue.length === 0) ? parts : null;
  }

  private next(): Struct | null {
    for (const [client, queue] of this.queues) {
      const struct = queue.at(-1);
      if (!struct || !this.isReady(struct)) continue;
      queue.pop();
      this.done.set(client, struct.id.clock + struct.length);
      return struct;
    }
    return null;
  }

  private isReady(struct: Struct): boolean {
    if (!(struct instanceof Y.Item)) return true;
    const { origin, rightOrigin, parent } = struct;
    return [origin, rightOrigin, parent].every(
      (id) => !(id instanceof Y.ID) || id.clock < (this.done.get(id.client) ?? Number.POSITIVE_INFINITY),
    );
  }
}

function isFollowed(own: readonly Struct[], { id }: Struct): boolean {
  const last = own.at(-1);
  return last === undefined || last.id.clock + last.length === id.clock;
}

function sizeOf(struct: Struct): number {
  const encoder = new Y.UpdateEncoderV1();
  struct.write(encoder, 0);
  return encoder.toUint8Array().length;
}

/** As Yjs writes an update, version 1. */
function encode(part: Part, ranges: readonly Range[]): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  encoding.writeVarUint(encoder.restEncoder, part.size);
  for (const [client, structs] of [...part].sort(([a], [b]) => b - a)) {
    encoding.writeVarUint(encoder.restEncoder, structs.length);
    encoder.writeClient(client);
    encoding.writeVarUint(encoder.restEncoder, structs[0]?.id.clock ?? 0);
    for (const struct of structs) struct.write(encoder, 0);
  }
  writeDeletions(encoder, ranges);
  return encoder.toUint8Array();
}

function writeDeletions({ restEncoder }: Y.UpdateEncoderV1, ranges: readonly Range[]): void {
  const byClient = Map.groupBy(ranges, ({ client }) => client);
  encoding.writeVarUint(restEncoder, byClient.size);
  for (const [client, own] of byClient) {
    encoding.writeVarUint(restEncoder, client);
    encoding.writeVarUint(restEncoder, own.length);
    for (const { clock, len } of own) {
      encoding.writeVarUint(restEncoder, clock);
      encoding.writeVarUint(restEncoder, len);
    }
  }
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}
