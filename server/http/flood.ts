// A ceiling on what one address may send, far above what 300 people behind one office's address do: it keeps one
// machine from taking the whole server. Tighter limits belong to the routes that need them.

import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Requests a minute and address. */
export type FloodLimits = { reads: number; changes: number };
const FLOOD_LIMITS: FloodLimits = { reads: 6000, changes: 600 };

/** Counts a request; resolves to the seconds to wait when it is one too many, else null. */
export type Flood = (address: string, isChange: boolean) => Promise<number | null>;

export function floodGate(limits: FloodLimits = FLOOD_LIMITS): Flood {
  const [reads, changes] = [minuteGate(limits.reads), minuteGate(limits.changes)];
  return (address, isChange) => (isChange ? changes : reads)(subscriber(address));
}

/** Lets `points` of a key through in a minute; answers as `Flood` does. Keys leave memory after a minute. */
export function minuteGate(points: number): (key: string) => Promise<number | null> {
  const limiter = new RateLimiterMemory({ points, duration: 60 });
  return async (key) => {
    try {
      await limiter.consume(key);
      return null;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw refused;
    }
  };
}

/** One subscriber of IPv6 owns a /64 at least, so its four first groups count as one address. */
export function subscriber(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const first = head.split(':').filter(Boolean);
  const last = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return [...first, ...zeros, ...last].slice(0, 4).join(':');
}
