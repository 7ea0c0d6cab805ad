import { assetadres, type Html, html, uitklap } from '../../../web/index.ts';
import type { Demotoepassing } from './demokader.ts';
import { type Protocolkop, protocolvak } from './protocolvak.ts';
import { techniektabel } from './techniek.ts';

/** The page of an application where nobody is signed in. */
export function welkomstpagina(bij: {
  toepassing: Demotoepassing;
  protocol: Protocolkop;
  /** What the protocol lets it have, by the headings of the article. */
  gegevens: readonly (readonly [kop: string, namen: readonly string[]])[];
  techniek: readonly { naam: string; waarde: string }[];
  /** The visitor was signed in here, and LeerID told that this ended. */
  elders: boolean;
}): Html {
  const { toepassing, protocol, gegevens, techniek, elders } = bij;
  return html`<h1>Welkom bij ${toepassing.naam}</h1>
${elders && html`<p class="vlak" role="status">Je bent afgemeld: je aanmelding bij LeerID is beëindigd.</p>`}
<p class="intro">Meld je aan met LeerID. Daarna zie je hier wat deze toepassing van jou te zien krijgt, en niets anders.</p>
<p><a class="knop leerid" href="/${toepassing.clientId}/aanmelden"><img src="${assetadres('leerid.svg')}" alt="" width="32" height="32">Aanmelden met LeerID</a></p>
${protocolvak(protocol)}
<h2>Dit laat het protocol toe</h2>
<dl class="toegelaten">
${gegevens.map(([kop, namen]) => html`  <dt>${kop}</dt><dd>${namen.join(', ')}</dd>\n`)}</dl>
<p>Bij elke aanmelding gaat er ook een technische sleutel mee (<code>sub</code>), die enkel deze toepassing kent.</p>
${uitklap('Voor ontwikkelaars', techniektabel(techniek))}`;
}
