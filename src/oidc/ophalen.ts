import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import type { Configuration } from 'oidc-provider';

/**
 * The one way out to an address that a dossier names: keys of a client, logout messages. Redirects are refused, waiting and
 * answers are bounded, and private addresses are out of reach, except in the demo, whose applications live on loopback.
 */
export function haalSleutels(demo: boolean): NonNullable<Configuration['fetch']> {
  return async (adres, opties) => {
    // All that the library itself would post is logout messages; ours travel through the outbox, so that they arrive.
    if (opties?.method === 'POST') return new Response(null, { status: 204 });
    // The library checks addresses with a dispatcher of its own.
    return fetch(adres, { ...opties, redirect: 'error', ...(demo ? { dispatcher: undefined } : {}) } as RequestInit);
  };
}

export function stuurBericht(demo: boolean) {
  return async (adres: string, opties: RequestInit): Promise<Response> => {
    if (!demo) await eisPubliekAdres(new URL(adres));
    return fetch(adres, { ...opties, redirect: 'error', signal: AbortSignal.timeout(5_000) });
  };
}

/** Apart, since in one list the mapped addresses of IPv6 would stand for all of IPv4. */
const BESLOTEN = { 4: new BlockList(), 6: new BlockList() };
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  BESLOTEN[4].addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['::', 127],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  BESLOTEN[6].addSubnet(net, bits, 'ipv6');
}

/** @throws Error when the host has any address inside a network of ours */
export async function eisPubliekAdres({ protocol, hostname }: URL): Promise<void> {
  if (protocol !== 'https:') throw new Error(`${hostname}: enkel https`);
  const kaal = hostname.replace(/^\[|\]$/g, '');
  const adressen = isIP(kaal) ? [{ address: kaal }] : await lookup(kaal, { all: true });
  for (const { address } of adressen) {
    const besloten = isIP(address) === 6 ? BESLOTEN[6].check(address, 'ipv6') : BESLOTEN[4].check(address, 'ipv4');
    if (besloten) throw new Error(`${hostname}: geen publiek adres`);
  }
}
