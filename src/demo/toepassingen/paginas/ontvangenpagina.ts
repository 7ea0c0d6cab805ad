import { type Html, html, tabel, uitklap } from '../../../web/index.ts';
import { type groepeer, perBron, type technischeClaims } from '../ontvangst.ts';
import type { Demotoepassing } from './demokader.ts';
import { type Protocolkop, protocolvak } from './protocolvak.ts';
import { techniektabel } from './techniek.ts';

type Groepen = ReturnType<typeof groepeer>;

/**
 * What an application received about the signed-in pupil. Each datum is beside the article that allows it.
 */
export function ontvangenpagina(bij: {
  toepassing: Demotoepassing;
  protocol: Protocolkop;
  groepen: Groepen;
  technisch: ReturnType<typeof technischeClaims>;
  techniek: readonly { naam: string; waarde: string }[];
}): Html {
  const { toepassing, protocol, groepen, technisch, techniek } = bij;
  const buiten = groepen.flatMap(({ rijen }) => rijen).filter(({ grond }) => !grond);
  return html`<h1>Je bent aangemeld bij ${toepassing.naam}</h1>
${
  buiten.length > 0 &&
  html`<p class="alarm" role="alert">Er kwam iets mee dat niet in het protocol staat: ${buiten.map(({ naam }) => naam).join(', ')}</p>`
}
${protocolvak(protocol)}
<h2>Dit kreeg ${toepassing.naam} van LeerID</h2>
${groepen.length === 0 && html`<p>Niets over de leerling.</p>`}
${groepen.map(gegevenstabel)}
<p>En zoals bij elke aanmelding een technische sleutel (<code>sub</code>), die enkel ${toepassing.naam} kent. Geen akte somt hem op; het privacylog noemt hem wel.</p>
${uitklap('Voor ontwikkelaars', [claimtabel(technisch), brontabel(groepen), techniektabel(techniek)])}`;
}

function gegevenstabel({ titel, rijen }: Groepen[number]): Html {
  return tabel({
    bijschrift: titel,
    kolommen: [
      { kop: 'Gegeven', isRijkop: true, cel: ({ naam }) => naam },
      { kop: 'Waarde', cel: ({ waarden }) => waarden.map((waarde) => html`<span class="regel">${waarde}</span>`) },
      {
        kop: 'Waarom mag dat?',
        cel: ({ grond }) =>
          grond
            ? html`<span class="stil-tekst"><b>Artikel ${grond.artikel}:</b> ${grond.reden}</span>`
            : html`<b>niet in het protocol!</b>`,
      },
    ],
    rijen,
    klasse: ({ grond }) => (grond ? undefined : 'buiten'),
  });
}

function claimtabel(technisch: ReturnType<typeof technischeClaims>): Html {
  return tabel({
    bijschrift: 'Technische claims',
    kolommen: [
      { kop: 'Claim', isRijkop: true, cel: ({ naam }) => naam },
      { kop: 'Wat', cel: ({ wat }) => wat },
      { kop: 'Waarde', cel: ({ waarde }) => waarde },
      { kop: 'Bron', cel: ({ bron }) => bron },
    ],
    rijen: technisch,
  });
}

function brontabel(groepen: Groepen): Html {
  return tabel({
    bijschrift: 'Waar de gegevens vandaan kwamen',
    kolommen: [
      { kop: 'Bron', isRijkop: true, cel: ({ bron }) => bron },
      { kop: 'Gegevens', cel: ({ namen }) => namen.join(', ') },
    ],
    rijen: perBron(groepen),
  });
}
