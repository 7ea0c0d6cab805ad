import { type Html, html, tabel } from '../../../web/index.ts';
import type { Demoleerling } from '../../leerlingen.ts';
import type { Demotoepassing } from './demokader.ts';
import { type Protocolkop, standregel } from './protocolvak.ts';

/** The page where a visitor picks an application, and reads which pupils he can try it with. */
export function kiezerpagina(bij: {
  toepassingen: readonly (Demotoepassing & { protocol: Protocolkop })[];
  /** The schools are given by name. */
  leerlingen: readonly Demoleerling[];
  wachtwoord: string;
  nieuwkomer: { gebruikersnaam: string; code: string; adres: string };
}): Html {
  const { toepassingen, leerlingen, wachtwoord, nieuwkomer } = bij;
  return html`<h1>Waar wil je je aanmelden?</h1>
<p class="intro">Kies een toepassing en meld je aan als een van de leerlingen hieronder. Daarna zie je wat de toepassing van LeerID kreeg, en welk artikel van het protocol dat toelaat.</p>
<ul class="apps">
${toepassingen.map(
  ({ clientId, naam, protocol }) => html`  <li class="app app-${clientId}">
    <h2><a href="/${clientId}">${naam}</a></h2>
    <p>Protocol <q>${protocol.titel}</q></p>
    <p>${standregel(protocol.stand)}</p>
  </li>
`,
)}</ul>
<h2 id="leerlingen">Leerlingen om mee te proberen</h2>
<p>Op één na hebben ze allemaal hetzelfde wachtwoord: <kbd>${wachtwoord}</kbd></p>
<p id="nieuw"><kbd>${nieuwkomer.gebruikersnaam}</kbd> heeft er nog geen: <a href="${nieuwkomer.adres}">kies er zelf een</a> met de activatiecode <kbd>${nieuwkomer.code}</kbd>. Die werkt één keer.</p>
${tabel({
  bijschrift: html`<span class="onzichtbaar">Leerlingen om mee te proberen</span>`,
  kolommen: [
    { kop: 'Gebruikersnaam', isRijkop: true, cel: ({ gebruikersnaam }) => html`<kbd>${gebruikersnaam}</kbd>` },
    { kop: 'School', cel: ({ scholen }) => scholen.map((school) => html`<span class="regel">${school}</span>`) },
    { kop: 'Wat je ermee ziet', cel: ({ toont }) => toont },
  ],
  rijen: leerlingen,
})}`;
}
