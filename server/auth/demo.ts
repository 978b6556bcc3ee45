// Signing in with one click as somebody of the demo story: only with invented data, and away from this machine
// only where the operator asked for the demo story by name.

import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { Config } from '../config.ts';
import { CLIENT_ADDRESS, UNKNOWN_PROXY } from '../http/internal-headers.ts';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');
LOOPBACK.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');

/** May the sender of a request with these headers choose whom of the demo story to be? */
export function isDemoSignInOffered(config: Config, headers: Headers): boolean {
  if (config.seed !== 'demo' || config.databaseUrl !== null) return false;
  return config.seedExplicit || (isAtHome(config, headers) && isFromThisMachine(headers));
}

/** Addressed as this machine, too: a local proxy that adds no header, or a name that was made to point here, is not. */
function isAtHome(config: Config, headers: Headers): boolean {
  const host = headers.get('host');
  return isHome(new URL(config.publicUrl).hostname) && host !== null && isHome(hostName(host));
}

function hostName(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
}

function isHome(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || (isIPv4(name) && LOOPBACK.check(name, 'ipv4'));
}

function isFromThisMachine(headers: Headers): boolean {
  const address = headers.get(CLIENT_ADDRESS) ?? '';
  // a proxy on this machine that nobody told us to trust speaks for somebody else
  return (
    !headers.has(UNKNOWN_PROXY) &&
    (LOOPBACK.check(address, 'ipv4') || (isIPv6(address) && LOOPBACK.check(address, 'ipv6')))
  );
}
