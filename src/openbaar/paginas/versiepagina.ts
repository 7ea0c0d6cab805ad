import { dagInWoorden } from '../../protocol/index.ts';
import { html, kruimelpad, melding, type Pagina, samenvatting, tabel } from '../../web/index.ts';
import type { Publicatie, Versievermelding } from '../publicatie/publicatieschema.ts';
import { PADEN, protocolpad } from '../publicatie/registerpaden.ts';
import { partijnaam } from '../woorden/aktewoorden.ts';
import { geschrevenDagVan } from '../woorden/dagen.ts';
import { FASESTEMPELS } from '../woorden/levenswoorden.ts';
import { wijzigingslijst } from './protocol/geschiedenis.ts';
import { aktedelen } from './protocolpagina.ts';
import { inRegister } from './registerkader.ts';
import { woordenlijst } from './woordenlijst.ts';

type Tekenaar = Versievermelding['handtekeningen'][number];

/** One signed text of a protocol, whenever it was in force, with what one needs to check its signatures. */
export function versiepagina(
  publicatie: Publicatie,
  { hash, fase, van, tot, adres, bestand, handtekeningen, wijzigingen }: Versievermelding,
  akte: Publicatie['akte'],
): Pagina {
  const { naam, versie, verzonnen } = publicatie;
  const dagen = [van && `van ${dagInWoorden(van)}`, tot && `tot en met ${dagInWoorden(tot)}`].filter(Boolean).join(' ');
  return inRegister({
    titel: `${akte.titel}, versie ${dagen || hash.slice(0, 12)}`,
    adres,
    ook: bestand ? [{ adres: bestand.yaml, soort: 'application/yaml', titel: 'De ondertekende tekst' }] : [],
    verzonnen,
    inhoud: html`${kruimelpad({
      plekken: [
        { tekst: 'Protocollen', adres: PADEN.protocollen },
        { tekst: publicatie.akte.titel, adres: protocolpad(naam) },
      ],
      hier: `Versie ${dagen}`,
    })}
<h1>${akte.titel}: één versie</h1>
${
  hash !== versie &&
  melding({
    soort: 'let_op',
    tekst: html`Dit is niet de tekst die nu geldt. <a href="${protocolpad(naam)}">Lees de tekst van nu</a>.`,
  })
}
${samenvatting([
  { term: 'Stand', waarde: `${FASESTEMPELS[fase].tekst}${dagen ? `: ${dagen}` : ''}` },
  { term: 'Wat veranderde er?', waarde: wijzigingslijst(wijzigingen) },
  { term: 'Vingerafdruk (SHA-256)', waarde: html`<code>${hash}</code>` },
  ...(bestand
    ? [
        { term: 'De ondertekende tekst', waarde: html`<a href="${bestand.yaml}">bestand (YAML)</a>` },
        { term: 'De handtekeningen', waarde: html`<a href="${bestand.jws}">bestand (JWS)</a>` },
      ]
    : [{ term: 'De ondertekende tekst', waarde: 'te downloaden zodra deze tekst geldt' }]),
])}
${
  handtekeningen.length > 0 &&
  tabel<Tekenaar>({
    bijschrift: 'Wie tekende',
    kolommen: [
      { kop: 'Partij', isRijkop: true, cel: ({ partij }) => partijnaam(akte, partij) },
      { kop: 'Getekend op', cel: ({ ondertekend_op }) => geschrevenDagVan(ondertekend_op) },
      { kop: 'Vingerafdruk van de sleutel', cel: ({ vingerafdruk }) => html`<code>${vingerafdruk}</code>` },
    ],
    rijen: handtekeningen,
  })
}
<h2 id="nakijken">Zelf nakijken</h2>
<p>Download de tekst en bereken haar SHA-256. Krijg je dezelfde vingerafdruk als hierboven, dan heb je de echte tekst. De handtekeningen zijn JWS met een losse inhoud (RFC 7515, bijlage F): de inhoud is het bestand zelf, byte voor byte. De sleutel van elke partij staat erbij. Vraag de partij of de vingerafdruk van haar sleutel klopt.</p>
${aktedelen(akte)}
${woordenlijst()}`,
  });
}
