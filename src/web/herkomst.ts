import { BlockList, isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Middleware } from 'koa';

/**
 * Reads from which network a visitor comes. Queues use it to let networks take turns; it is never kept or
 * logged. Each proxy adds an address at the end of `X-Forwarded-For`, and we believe only the proxies that
 * the operator names. So the last address that is none of theirs is the visitor; anybody can write what
 * stands before it. We do not read `Forwarded` (RFC 7239): a proxy that does not know this header passes on
 * what the visitor wrote there. Few requests wait in a line, so only those work it out: `ctx.state.herkomst` is
 * a function.
 * docs/keuzes/netwerk.md#we-trust-no-forwarded-header-but-for-one-question
 * @param proxies addresses and ranges (CIDR)
 */
export function leesHerkomst(proxies: readonly string[]): Middleware {
  const lijst = alsLijst(proxies);
  const isProxy = (adres: string) => lijst.check(adres, isIP(adres) === 6 ? 'ipv6' : 'ipv4');
  return (ctx, next) => {
    const [buur, doorgegeven] = [ctx.req.socket.remoteAddress ?? '', ctx.get('X-Forwarded-For')];
    ctx.state.herkomst = () => netwerken(bezoekersadres(buur, doorgegeven, isProxy));
    return next();
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
  // The list holds only proxies, so nobody told where the visitor is.
  return isProxy(adres) ? buur : adres;
}

/**
 * The networks around an address, from wide to narrow. One IPv6 line has 2⁶⁴ addresses, often 256 such
 * networks and sometimes 65 536. Turns are counted for each width, so a visitor gains nothing by using all of
 * them.
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
