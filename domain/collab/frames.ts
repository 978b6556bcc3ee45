// The bytes of a section's room, as y-websocket writes them, and one frame of ours. Grammar: docs/spec/collab.md.
// A decoder never reads outside its message: a length that the bytes do not back is a malformed frame.

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

const SYNC = 0;
const AWARENESS = 1;
const QUERY_AWARENESS = 3;
const SAVED = 100;

const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

/** What one client says of itself; `null` when it has gone. */
export type AwarenessState = { client: number; clock: number; json: string };

export type Frame =
  /** "This is what I have"; to be answered with what is missing. */
  | { kind: 'step1'; vector: Uint8Array }
  /** "This you lacked"; the answer to a step 1. */
  | { kind: 'step2'; update: Uint8Array }
  | { kind: 'update'; update: Uint8Array }
  | { kind: 'awareness'; states: AwarenessState[] }
  | { kind: 'query-awareness' };

/** States of one frame; more are a malformed frame. */
const MAX_STATES = 256;

/** Null for anything that is not exactly one frame. `message` may be a view of a larger buffer. */
export function readFrame(message: Uint8Array): Frame | null {
  // a copy: lib0 makes views, and a length that lies would reach into what lies beside
  const decoder = decoding.createDecoder(new Uint8Array(message));
  try {
    const frame = readRest(decoder);
    return frame !== null && !decoding.hasContent(decoder) ? frame : null;
  } catch {
    return null;
  }
}

function readRest(decoder: decoding.Decoder): Frame | null {
  switch (decoding.readVarUint(decoder)) {
    case SYNC:
      return readSync(decoder);
    case AWARENESS:
      return readAwareness(decoding.createDecoder(decoding.readVarUint8Array(decoder)));
    case QUERY_AWARENESS:
      return { kind: 'query-awareness' };
    default:
      return null;
  }
}

function readSync(decoder: decoding.Decoder): Frame | null {
  const step = decoding.readVarUint(decoder);
  // a copy again: the message may be let go while the update waits
  const body = new Uint8Array(decoding.readVarUint8Array(decoder));
  if (step === STEP_1) return { kind: 'step1', vector: body };
  if (step === STEP_2) return { kind: 'step2', update: body };
  return step === UPDATE ? { kind: 'update', update: body } : null;
}

function readAwareness(body: decoding.Decoder): Frame | null {
  const count = decoding.readVarUint(body);
  if (count > MAX_STATES) return null;
  const states = Array.from({ length: count }, () => ({
    client: decoding.readVarUint(body),
    clock: decoding.readVarUint(body),
    json: decoding.readVarString(body),
  }));
  return decoding.hasContent(body) ? null : { kind: 'awareness', states };
}

export function step1Frame(vector: Uint8Array): Uint8Array {
  return syncFrame(STEP_1, vector);
}

export function step2Frame(update: Uint8Array): Uint8Array {
  return syncFrame(STEP_2, update);
}

export function updateFrame(update: Uint8Array): Uint8Array {
  return syncFrame(UPDATE, update);
}

function syncFrame(step: number, body: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, SYNC);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, body);
  });
}

export function awarenessFrame(states: readonly AwarenessState[]): Uint8Array {
  const body = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, states.length);
    for (const { client, clock, json } of states) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, json);
    }
  });
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, AWARENESS);
    encoding.writeVarUint8Array(encoder, body);
  });
}

/** Says how many sync frames with an update of this socket are in the database, counted from its opening. */
export function savedFrame(count: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, SAVED);
    encoding.writeVarUint(encoder, count);
  });
}
