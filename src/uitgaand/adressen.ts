import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The part of IPv6 that is given out for use on the Internet (RFC 4291 § 2.4). */
const UITGEGEVEN6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is on the open Internet, and so in none of the special ranges of IANA's registries
 * (RFC 6890). Those ranges hold private addresses, and every IPv6 address that stands for an IPv4 address
 * (mapped, NAT64, 6to4, Teredo).
 * @param adres as `dns.lookup` gives it, or as it stands in a URL without brackets
 */
export function isPubliek(adres: string): boolean {
  // The library also reads `0x7f.1`. A zone names a link of this machine. A name server gives neither of
  // them.
  if (!isIP(adres) || adres.includes('%')) return false;
  const gelezen = ipaddr.parse(adres);
  if (gelezen.range() !== 'unicast') return false;
  return gelezen.kind() === 'ipv4' || gelezen.match(UITGEGEVEN6);
}
