import { maanddagInWoorden, opsomming, type Protocol, stroomInWoorden, volzin } from '../../../protocol/index.ts';
import { type Html, html } from '../../../web/index.ts';
import { gegevensnaam, type Ontvangersregel } from '../../publicatie/wie_krijgt_wat.ts';
import { partijnaam, VORMWOORDEN } from '../../woorden/aktewoorden.ts';

/** Each recipient with its part, and what it may pass on. */
export function wieHetKrijgt(akte: Protocol, wie: readonly Ontvangersregel[]): Html {
  const { beperking, doorgifte } = akte.ontvangers;
  return html`<h2 id="ontvangers">Wie krijgt wat?</h2>
${beperking && html`<p>Voor iedereen geldt: ${beperking}.</p>`}
${wie.map((een) => ontvanger(een, akte.gegevens.length))}
<h3>Mogen zij gegevens doorgeven?</h3>
<p>${volzin(doorgifte.regel)}</p>
${doorgifte.uitzonderingen.map(
  ({
    door,
    aan,
    gegevens,
    hoe_vaak,
    voorwaarden,
  }) => html`<p>Er is een uitzondering. ${partijnaam(akte, door)} mag dit ${hoe_vaak} zelf doorgeven aan ${aan}: ${opsomming(gegevens.map(gegevensnaam))}. LeerID geeft het niet door. Dat mag alleen als:</p>
<ul>${voorwaarden.map((voorwaarde) => html`<li>${voorwaarde}</li>`)}</ul>`,
)}`;
}

function ontvanger(regel: Ontvangersregel, alle: number): Html {
  const { id, kort, omschrijving, gegevens, toelichting, verwerkerVan } = regel;
  return html`<h3 id="ontvanger-${id}">${kort}</h3>
<p>${volzin(omschrijving)}${verwerkerVan && html` Werkt als <a href="#woord-verwerker">verwerker</a> in opdracht van ${verwerkerVan}.`}${toelichting && ` ${volzin(toelichting)}`}</p>
${gegevens.length === 0 ? html`<p>Krijgt <b>geen</b> gegevens.</p>` : deel(regel, alle)}`;
}

function deel({ gegevens, stromen, enkelTot }: Ontvangersregel, alle: number): Html {
  const wanneer = opsomming(stromen.map((stroom) => stroomInWoorden(stroom)));
  const binnen = enkelTot
    ? `, alleen in een afgesproken periode die ten laatste op ${maanddagInWoorden(enkelTot)} eindigt`
    : '';
  if (gegevens.length === alle && gegevens.every(({ vorm }) => vorm === 'klaar'))
    return html`<p>Krijgt ${wanneer}${binnen} <a href="#gegevens">alle gegevens uit de tabel</a>.</p>`;
  return html`<p>Krijgt ${wanneer}${binnen}:</p>
<ul class="naast">${gegevens.map(({ code, vorm }) => html`<li>${gegevensnaam(code)}${VORMWOORDEN[vorm] && html` <span class="stil-tekst">(${VORMWOORDEN[vorm]})</span>`}</li>`)}</ul>`;
}
