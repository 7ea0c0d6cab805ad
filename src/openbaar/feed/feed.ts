import { html } from '../../web/index.ts';
import type { Uitgave } from '../publicatie/publiceer.ts';
import { PADEN } from '../publicatie/registerpaden.ts';
import { gebeurtenissenVan, type Registergebeurtenis } from './gebeurtenissen_van.ts';

/** Readers of feeds come back often. What is older stands on the pages. */
const MEESTE = 100;

/** The day on which the addresses of the register were first given out (RFC 4151 § 2.1), and its age while empty. */
const UITGIFTEDAG = '2026-11-30';

/** The Atom feed (RFC 4287) of what happens to protocols, the newest first. */
export function maakFeed(issuer: string, uitgaven: readonly Uitgave[]): string {
  const gebeurtenissen = uitgaven.flatMap(gebeurtenissenVan).toSorted(nieuwsteEerst).slice(0, MEESTE);
  const bijgewerkt = gebeurtenissen[0]?.moment.toString() ?? `${UITGIFTEDAG}T00:00:00Z`;
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl">
  <id>${tag(issuer, 'protocollen')}</id>
  <title>Protocollen van LeerID</title>
  <subtitle>Wat er verandert aan de afspraken over gegevens van leerlingen</subtitle>
  <updated>${bijgewerkt}</updated>
  <author><name>LeerID</name></author>
  <link rel="self" type="application/atom+xml" href="${issuer}${PADEN.feed}"/>
  <link rel="alternate" type="text/html" hreflang="nl" href="${issuer}${PADEN.protocollen}"/>
${gebeurtenissen.map((een) => ingang(issuer, een))}</feed>
`.toString();
}

function ingang(issuer: string, { kenmerk, moment, titel, samenvatting, adres }: Registergebeurtenis) {
  return html`  <entry>
    <id>${tag(issuer, `protocollen/${kenmerk}`)}</id>
    <title>${titel}</title>
    <updated>${moment.toString()}</updated>
    <link rel="alternate" type="text/html" hreflang="nl" href="${adres}"/>
    <summary>${samenvatting}</summary>
  </entry>
`;
}

/** A tag URI (RFC 4151). It stays the same where the register moves to another address of the same host. */
function tag(issuer: string, wat: string): string {
  return `tag:${new URL(issuer).hostname},${UITGIFTEDAG}:${wat}`;
}

/** Those of one moment stand in the order of their names, so that every node writes the same. */
function nieuwsteEerst(een: Registergebeurtenis, ander: Registergebeurtenis): number {
  return Temporal.Instant.compare(ander.moment, een.moment) || (een.kenmerk < ander.kenmerk ? -1 : 1);
}
