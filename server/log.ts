// The log: JSON lines on standard error. What an error says of the values that a statement was given stays out of
// it, for they are people's names and addresses.

import pino, { type Logger, type SerializedError } from 'pino';

/** `level`: one of pino's, or `silent`. */
export function createLog(level: string, destination: pino.DestinationStream = pino.destination(2)): Logger {
  return pino({ level, base: null, serializers: { err: withoutValues } }, destination);
}

/** Drizzle lists a failed statement's parameters in its message, PostgreSQL the conflicting values in its details. */
function withoutValues(error: Error): SerializedError | Error {
  const written: unknown = pino.stdSerializers.errWithCause(error);
  return scrub(written) as SerializedError;
}

const VALUES = new Set(['params', 'parameters', 'args', 'detail', 'where', 'raw']);

function scrub(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\n?params: .*?(?=\n {4}at |$)/gs, '');
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !VALUES.has(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, scrub(inner)]));
}
