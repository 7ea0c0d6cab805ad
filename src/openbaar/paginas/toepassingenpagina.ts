import { CATALOGUS, dagInWoorden, opsomming } from '../../protocol/index.ts';
import { etiket, html, leeg, type Pagina, tabel } from '../../web/index.ts';
import type { Toepassingsplaats } from '../publicatie/lijsten.ts';
import type { Publicatie, Toepassingsvermelding } from '../publicatie/publicatieschema.ts';
import { PADEN, protocolpad } from '../publicatie/registerpaden.ts';
import { gegevensnaam } from '../publicatie/wie_krijgt_wat.ts';
import { partijnaam } from '../woorden/aktewoorden.ts';
import { VANDAAGSTEMPELS } from '../woorden/levenswoorden.ts';
import { inRegister } from './registerkader.ts';

/** The catalogue of applications. */
export function toepassingenpagina(issuer: string, plaatsen: readonly Toepassingsplaats[], verzonnen: boolean): Pagina {
  return inRegister({
    titel: 'Toepassingen',
    adres: `${issuer}${PADEN.toepassingen}`,
    ook: [{ adres: PADEN.toepassingenlijst, soort: 'application/json', titel: 'Alle toepassingen' }],
    verzonnen,
    inhoud: html`<h1>Toepassingen</h1>
<p class="intro">Bij deze toepassingen kunnen leerlingen zich aanmelden met LeerID. Elke toepassing krijgt alleen wat in haar protocol staat.</p>
${tabel<Toepassingsplaats>({
  bijschrift: 'Toepassingen met LeerID',
  kolommen: [
    { kop: 'Toepassing', isRijkop: true, cel: ({ toepassing }) => toepassing.naam },
    { kop: 'Van', cel: ({ toepassing, publicatie }) => partijnaam(publicatie.akte, toepassing.partij) },
    { kop: 'Krijgt', cel: ({ toepassing }) => `${opsomming(toepassing.gegevens.map(inGewoneWoorden))}.` },
    {
      kop: 'Vandaag',
      cel: ({ toepassing, publicatie }) =>
        html`${etiket(VANDAAGSTEMPELS[toepassing.vandaag])}<span class="gewoon">${waarom(toepassing, publicatie)}</span>`,
    },
    {
      kop: 'Protocol',
      cel: ({ publicatie }) =>
        html`<a href="${protocolpad(publicatie.naam)}">${publicatie.akte.titel}</a><span class="gewoon"><a href="${protocolpad(publicatie.naam)}#rechten">privacyverklaringen en rechten</a></span>`,
    },
  ],
  rijen: plaatsen,
  leeg: leeg({ titel: 'Nog geen toepassingen', uitleg: 'Zodra een toepassing aangesloten is, staat ze hier.' }),
})}
<p class="klein">Of een leerling binnen mag, hangt ook van de school af: zij kiest met welke toepassingen ze werkt. Lees alles als <a href="${PADEN.toepassingenlijst}">JSON</a> (<a href="${PADEN.toepassingenschema}">schema</a>).</p>`,
  });
}

/** As a pupil reads it on the page to sign in. */
function inGewoneWoorden(code: string): string {
  return CATALOGUS[code]?.uitgifte?.gewoon ?? gegevensnaam(code);
}

/** Why it is open or shut, in words that say nothing of anybody's internal affairs. */
function waarom({ vandaag, vensters, tot }: Toepassingsvermelding, { levensloop }: Publicatie): string {
  const laatste = tot && ` De afspraak loopt tot en met ${dagInWoorden(tot)}.`;
  if (vandaag === 'open') return `Leerlingen kunnen zich aanmelden.${laatste ?? ''}`;
  if (vandaag === 'buiten_venster') {
    const dagen = (vensters ?? []).map(({ van, tot }) => `van ${dagInWoorden(van)} tot en met ${dagInWoorden(tot)}`);
    return `${dagen.length ? `Alleen open ${opsomming(dagen)}.` : 'Er is nu geen periode waarin ze open is.'}${laatste ?? ''}`;
  }
  if (levensloop.fase === 'geëindigd') return 'De afspraak is voorbij.';
  if (levensloop.fase === 'getekend') return 'De afspraak moet nog beginnen.';
  return levensloop.fase === 'gesloten' ? 'De afspraak geldt nu niet.' : 'Aanmelden kan nu niet.';
}
