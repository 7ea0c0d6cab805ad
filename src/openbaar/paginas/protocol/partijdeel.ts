import { dagInWoorden, type Protocol, volzin } from '../../../protocol/index.ts';
import { type Html, html, tabel } from '../../../web/index.ts';
import { geschrevenDagVan } from '../../woorden/dagen.ts';

type Aktepartij = Protocol['partijen'][number];

const ROLWOORDEN = { verstrekker: 'geeft gegevens', ontvanger: 'krijgt gegevens' };

/** Who agreed, and who advised. */
export function partijdeel(akte: Protocol): Html {
  return html`<h2 id="partijen">Wie maakte deze afspraak?</h2>
${tabel<Aktepartij>({
  bijschrift: 'De partijen',
  kolommen: [
    {
      kop: 'Partij',
      isRijkop: true,
      cel: ({ naam, rol }) => html`${naam}<span class="gewoon">${ROLWOORDEN[rol]}</span>`,
    },
    {
      kop: 'Vertegenwoordigd door',
      cel: ({ vertegenwoordigd_door, krachtens }) =>
        html`${vertegenwoordigd_door}${krachtens && html`<span class="gewoon">${krachtens}</span>`}`,
    },
    { kop: 'Adres en nummers', cel: adres },
    { kop: 'Ondertekening', cel: ondertekening },
    { kop: 'Advies van de DPO', cel: ({ dpo_advies }) => dpoAdvies(dpo_advies) },
  ],
  rijen: akte.partijen,
})}
${vtcAdvies(akte)}
${akte.dpia && html`<h3>Onderzoek van de risico’s (<a href="#woord-dpia">DPIA</a>)</h3><p>${volzin(akte.dpia.tekst)}</p>`}
${akte.afwijkingen && html`<h3>Afwijkingen</h3><p>${volzin(akte.afwijkingen.tekst)} <span class="stil-tekst">(${akte.afwijkingen.vindplaats})</span></p>`}`;
}

function adres({ adres: straat, kbo, vestigingseenheid }: Aktepartij): Html {
  return html`${straat}${kbo && html`<span class="gewoon">onderneming ${kbo}</span>`}${vestigingseenheid && html`<span class="gewoon">vestiging ${vestigingseenheid}</span>`}${!straat && !kbo && 'elke school heeft haar eigen'}`;
}

function ondertekening({ ondertekening: wijze, getekend_op }: Aktepartij): string {
  if (wijze === 'akkoordverklaring') return 'elke school apart, met een akkoordverklaring';
  return getekend_op ? `getekend op ${geschrevenDagVan(getekend_op)}` : 'getekend';
}

function dpoAdvies(advies: Aktepartij['dpo_advies']): string {
  if ('datum' in advies) return `gegeven op ${dagInWoorden(advies.datum)}`;
  return 'afwijking' in advies ? `geen: ${advies.afwijking}` : `ontbreekt: ${advies.niet_vermeld}`;
}

function vtcAdvies({ vtc_advies: advies }: Protocol): Html {
  if (!advies) return html`<p>De akte noemt geen advies van de <a href="#woord-vtc">Vlaamse Toezichtcommissie</a>.</p>`;
  const { datum, standpunt, antwoord, vindplaats } = advies;
  return html`<h3>Advies van de <a href="#woord-vtc">Vlaamse Toezichtcommissie</a></h3>
<p>Gegeven op ${dagInWoorden(datum)} <span class="stil-tekst">(${vindplaats})</span>.</p>
${standpunt && html`<p><b>Wat ze zei.</b> ${volzin(standpunt)}</p>`}
${antwoord && html`<p><b>Wat de partijen antwoordden.</b> ${volzin(antwoord)}</p>`}`;
}
