// How often somebody may try. The counters stand in the database, so all processes share them; whoever they are
// about is not readable from them.

import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Context } from '../context.ts';
import { CLIENT_ADDRESS } from '../http/internal-headers.ts';

/** `points` tries in `seconds`; the first try begins the time. */
const LIMITS = {
  /** Links asked for one address, whether or not anybody has it. */
  'link-address': { points: 5, seconds: 15 * 60 },
  /** Links asked by one sender. */
  'link-sender': { points: 30, seconds: 15 * 60 },
  /** Links confirmed, and walks to the issuer, by one sender. */
  'confirm-sender': { points: 60, seconds: 15 * 60 },
} as const;
export type Limit = keyof typeof LIMITS;

/** Counts one try. Fails `too-many-requests` with `seconds` to wait. */
export async function countTry(ctx: Context, limit: Limit, key: string): Promise<Result<void>> {
  const { points, seconds: duration } = LIMITS[limit];
  const limiter = new RateLimiterPostgres({
    storeClient: storeClient(ctx),
    storeType: 'client',
    tableName: 'rate_limits',
    tableCreated: true,
    // the nightly sweep does it
    clearExpiredByTimeout: false,
    keyPrefix: limit,
    points,
    duration,
  });
  try {
    await limiter.consume(hideKey(ctx, key));
    return ok();
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return fail('too-many-requests', { params: { seconds: Math.ceil(refused.msBeforeNext / 1000) } });
  }
}

/** Who sends a request, as far as limits are concerned: its IPv4 address, or the /64 network of an IPv6 one. */
export function senderKey(headers: Headers): string {
  const address = headers.get(CLIENT_ADDRESS) || 'unknown';
  return isIPv6(address) ? network64(address) : address;
}

/** One subscriber has at least 2^64 addresses, so they count as one. */
function network64(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(Math.max(gap, 0)).fill('0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

function hideKey(ctx: Context, key: string): string {
  return createHmac('sha256', ctx.app.config.authSecret).update(key).digest('base64url');
}

/** The form of client that the library knows, over either database. */
function storeClient({ app }: Context) {
  return {
    query: async ({ text, values }: { text: string; values: unknown[] }) => {
      const rows = await app.database.connection.query(text, values);
      return { rows, rowCount: rows.length };
    },
  };
}
