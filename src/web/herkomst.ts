import { BlockList, isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Middleware } from 'koa';

/**
 * Which network a visitor comes from, for who shares something scarce by turns; never kept or logged. Only proxies that the
 * operator names are believed, in `X-Forwarded-For`, which each of them adds to at the end: the last hop that is none of them is
 * the visitor, and what stands before it anybody can write. RFC 7239's `Forwarded` is not read: proxies that don't know it pass
 * on what the visitor wrote there.
 * docs/keuzes/netwerk.md#we-trust-no-forwarded-header-but-for-one-question
 * @param proxies addresses and ranges (CIDR)
 */
export function leesHerkomst(proxies: readonly string[]): Middleware {
  const lijst = alsLijst(proxies);
  const isProxy = (adres: string) => lijst.check(adres, isIP(adres) === 6 ? 'ipv6' : 'ipv4');
  return async (ctx, next) => {
    const adres = bezoekersadres(ctx.req.socket.remoteAddress ?? '', ctx.get('X-Forwarded-For'), isProxy);
    ctx.state.herkomst = netwerken(adres);
    await next();
  };
}

export function bezoekersadres(socketadres: string, doorgegeven: string, isProxy: (adres: string) => boolean): string {
  const buur = alsAdres(socketadres) ?? '';
  let adres = buur;
  for (const hop of doorgegeven.split(',').reverse()) {
    if (!adres || !isProxy(adres)) return adres;
    const vorige = alsAdres(hop);
    if (!vorige) return adres;
    adres = vorige;
  }
  // None but proxies: nobody told of a visitor.
  return isProxy(adres) ? buur : adres;
}

/**
 * From wide to narrow. Who has an IPv6 line has 2⁶⁴ addresses on it, often 256 such networks, sometimes 65 536: with turns for
 * each width he gains nothing by playing them all.
 */
export function netwerken(adres: string): string[] {
  if (isIP(adres) !== 6) return [adres];
  const groepen = achtGroepen(adres);
  const eerste = (hoeveel: number) => groepen.slice(0, hoeveel).join(':');
  return [`${eerste(3)}/48`, `${eerste(3)}:${groepen[3]?.slice(0, 2)}/56`, `${eerste(4)}/64`];
}

/** An address as a proxy may write it, perhaps with a port or a zone; IPv4 inside IPv6 is IPv4. */
function alsAdres(tekst: string): string | undefined {
  const [, tussenHaken, metPoort] = /^\s*(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)\s*$/.exec(tekst) ?? [];
  const adres = (tussenHaken ?? metPoort ?? tekst.trim()).replace(/%.*$/, '');
  return isIP(adres) ? ipaddr.process(adres).toString() : undefined;
}

function achtGroepen(adres: string): string[] {
  const groepen = ipaddr.IPv6.parse(adres).toNormalizedString().split(':');
  return groepen.map((groep) => groep.padStart(4, '0'));
}

function alsLijst(proxies: readonly string[]): BlockList {
  const lijst = new BlockList();
  for (const proxy of proxies) {
    const [adres = '', breedte] = proxy.split('/');
    const soort = isIP(adres) === 6 ? 'ipv6' : 'ipv4';
    if (breedte === undefined) lijst.addAddress(adres, soort);
    else lijst.addSubnet(adres, Number(breedte), soort);
  }
  return lijst;
}
