import { BlockList, isIP } from 'node:net';

/** Which addresses are of the open Internet (IANA's special-purpose registries, RFC 6890). */

/** Apart, since in one list the mapped addresses of IPv6 would stand for all of IPv4. */
const BESLOTEN4 = lijst('ipv4', [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]);
/** What is given out to the world; outside it lie loopback, local, multicast and the addresses that stand for one of IPv4. */
const OPEN6 = lijst('ipv6', ['2000::/3']);
const BESLOTEN6 = lijst('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

export function isPubliek(adres: string): boolean {
  if (isIP(adres) === 4) return !BESLOTEN4.check(adres, 'ipv4');
  if (isIP(adres) !== 6 || adres.includes('%')) return false;
  return OPEN6.check(adres, 'ipv6') && !BESLOTEN6.check(adres, 'ipv6');
}

function lijst(soort: 'ipv4' | 'ipv6', netten: readonly string[]): BlockList {
  const blok = new BlockList();
  for (const net of netten) {
    const [adres = '', bits] = net.split('/');
    blok.addSubnet(adres, Number(bits), soort);
  }
  return blok;
}
