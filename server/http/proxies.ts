// Who the client is when proxies stand between. Only what a trusted proxy says is believed, and of its list of
// forwarders only the part that trusted proxies wrote: the rightmost address that is not one of theirs.

import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { ConfigError } from '../config.ts';

export type Peer = {
  /** The client's address; '' once the socket is gone. */
  address: string;
  scheme: 'http' | 'https';
  /** The request came through a trusted proxy. */
  isProxied: boolean;
};

/**
 * `trusted`: addresses and CIDR ranges. The result says who sent a request.
 * @throws {ConfigError} when one of them is neither.
 */
export function peerReader(trusted: readonly string[]): (req: IncomingMessage) => Peer {
  const proxies = blockList(trusted);
  const isTrusted = (address: string) => isIP(address) !== 0 && proxies.check(address, family(address));
  return (req) => {
    const direct = plainAddress(req.socket.remoteAddress ?? '');
    if (!isTrusted(direct)) return { address: direct, scheme: 'http', isProxied: false };
    const forwarders = listOf(req.headers['x-forwarded-for']).map(withoutPort);
    const client = forwarders.findLast((address) => !isTrusted(address));
    const address = client ?? forwarders[0] ?? direct;
    const scheme = listOf(req.headers['x-forwarded-proto']).at(-1) === 'https' ? 'https' : 'http';
    return { address: isIP(address) ? address : direct, scheme, isProxied: true };
  };
}

function blockList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const { address, bits } = range(entry);
    if (bits === null) list.addAddress(address, family(address));
    else list.addSubnet(address, bits, family(address));
  }
  return list;
}

/** `bits`: null for a single address. */
function range(entry: string): { address: string; bits: number | null } {
  const [, address = '', prefix] = /^([^/]+?)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  const bits = prefix === undefined ? null : Number(prefix);
  if (isIP(address) !== 0 && (bits ?? 0) <= (isIP(address) === 6 ? 128 : 32)) return { address, bits };
  throw new ConfigError(`TRUSTED_PROXIES: ${entry} is neither an address nor a range such as 10.0.0.0/8`);
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** A dual-stack socket gives IPv4 addresses as `::ffff:192.0.2.1`, a link-local one its interface after `%`. */
function plainAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  return mapped?.[1] ?? address.replace(/%.*$/, '');
}

/** Some proxies write `192.0.2.1:4711` or `[2001:db8::1]:4711`. */
function withoutPort(entry: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(entry);
  const dotted = /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(entry);
  return plainAddress(bracketed?.[1] ?? dotted?.[1] ?? entry);
}

function listOf(header: string | string[] | undefined): string[] {
  return (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}
