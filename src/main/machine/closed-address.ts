import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Networks whose addresses nobody reaches from the internet. */
const closed = new BlockList();
closed.addSubnet('127.0.0.0', 8, 'ipv4');
closed.addSubnet('10.0.0.0', 8, 'ipv4');
closed.addSubnet('172.16.0.0', 12, 'ipv4');
closed.addSubnet('192.168.0.0', 16, 'ipv4');
closed.addSubnet('169.254.0.0', 16, 'ipv4');
closed.addAddress('::1', 'ipv6');
closed.addSubnet('fc00::', 7, 'ipv6');
closed.addSubnet('fe80::', 10, 'ipv6');

/**
 * Whether an address is of this machine alone or of a private network (RFC 1918, RFC 4193, link-local ones). A name is none: what it stands
 * for may change.
 */
export function isClosedAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const kind = isIP(plain);
  if (kind === 0) return false;
  return closed.check(plain, kind === 4 ? 'ipv4' : 'ipv6');
}

/** An address of this machine that may be reached from the internet; null where it is in closed networks alone. */
export function ownOpenAddress(): string | null {
  const own = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  return own.find(({ address }) => !isClosedAddress(address))?.address ?? null;
}
