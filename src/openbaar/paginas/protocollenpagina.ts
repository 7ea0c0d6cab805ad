import { etiket, type Html, html, leeg, type Pagina, tabel } from '../../web/index.ts';
import type { Publicatie } from '../publicatie/publicatieschema.ts';
import { PADEN, protocolpad } from '../publicatie/registerpaden.ts';
import { FASESTEMPELS, levensloopInWoorden } from '../woorden/levenswoorden.ts';
import { inRegister } from './registerkader.ts';

/** The list of all protocols. Those that are over stand last, and stay. */
export function protocollenpagina(issuer: string, publicaties: readonly Publicatie[], verzonnen: boolean): Pagina {
  const voorbij = publicaties.filter(({ levensloop }) => levensloop.fase === 'geëindigd');
  const andere = publicaties.filter((een) => !voorbij.includes(een));
  return inRegister({
    titel: 'Protocollen',
    adres: `${issuer}${PADEN.protocollen}`,
    ook: [{ adres: PADEN.protocollijst, soort: 'application/json', titel: 'Alle protocollen' }],
    verzonnen,
    inhoud: html`<h1>Protocollen</h1>
<p class="intro">Een protocol is een ondertekende afspraak. Erin staat welke gegevens van leerlingen gedeeld worden, met wie, waarom en hoelang. LeerID geeft alleen door wat in zo’n protocol staat. Niets anders.</p>
${lijst('Alle protocollen', andere)}
${voorbij.length > 0 && lijst('Voorbij', voorbij)}
<p class="klein">Alleen ondertekende protocollen staan hier. Volg de veranderingen met de <a href="${PADEN.feed}">Atom-feed</a>, of lees alles als <a href="${PADEN.protocollijst}">JSON</a> (<a href="${PADEN.protocollijstschema}">schema</a>).</p>`,
  });
}

function lijst(bijschrift: string, publicaties: readonly Publicatie[]): Html {
  return tabel<Publicatie>({
    bijschrift,
    kolommen: [
      {
        kop: 'Protocol',
        isRijkop: true,
        cel: ({ naam, akte }) => html`<a href="${protocolpad(naam)}">${akte.titel}</a>`,
      },
      { kop: 'Waarover', cel: ({ akte }) => akte.omschrijving },
      {
        kop: 'Nu',
        cel: (een) =>
          html`${etiket(FASESTEMPELS[een.levensloop.fase])}<span class="gewoon">${levensloopInWoorden(een)}</span>`,
      },
    ],
    rijen: publicaties,
    leeg: leeg({ titel: 'Nog geen protocollen', uitleg: 'Zodra alle partijen een protocol tekenden, staat het hier.' }),
  });
}
