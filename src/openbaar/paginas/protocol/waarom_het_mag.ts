import { dagInWoorden, opsomming, type Protocol, volzin } from '../../../protocol/index.ts';
import { type Html, html } from '../../../web/index.ts';
import { grondInWoorden, ONDERWIJSWOORDEN, VOORWAARDEWOORDEN } from '../../woorden/aktewoorden.ts';

/** What the data are for. */
export function doeldeel({ doel, partijen, onderzoek }: Protocol): Html {
  const namen = (rol: 'verstrekker' | 'ontvanger') =>
    opsomming(partijen.filter((partij) => partij.rol === rol).map(({ naam }) => naam));
  return html`<h2 id="doel">Waarvoor dienen de gegevens?</h2>
<h3>Bij wie ze krijgt: ${namen('ontvanger')}</h3>
${lijst(doel.ontvanger)}
<h3>Bij wie ze geeft: ${namen('verstrekker')}</h3>
${lijst(doel.verstrekker)}
${doel.verenigbaar && html`<p>Waarom het ene doel bij het andere past: ${volzin(doel.verenigbaar)}</p>`}
${
  onderzoek &&
  html`<h3>Het onderzoek</h3>
<p>${volzin(onderzoek.opdracht)} Van ${dagInWoorden(onderzoek.van)} tot en met ${dagInWoorden(onderzoek.tot)}. Hoe precies: ${volzin(onderzoek.analyseniveau)}</p>
${lijst(onderzoek.vragen)}`
}`;
}

/** On which ground, about which pupils, and under which conditions. */
export function gronddeel({ rechtsgrond, doelgroep, voorwaarden }: Protocol): Html {
  const { avg, artikel, zoals_gedrukt, toelichting, wetgeving } = rechtsgrond;
  const leerlingen = doelgroep.toelichting ?? opsomming(doelgroep.onderwijs.map((soort) => ONDERWIJSWOORDEN[soort]));
  return html`<h2 id="grond">Mag dat zomaar?</h2>
<p>Nee. Wie gegevens deelt, heeft daar een <a href="#woord-rechtsgrond">rechtsgrond</a> voor nodig: een reden die in de wet staat. Hier is dat (artikel ${artikel}):</p>
<ul>${avg.map((grond) => html`<li>${grondInWoorden(grond)} <span class="stil-tekst">(artikel ${grond} <a href="#woord-avg">AVG</a>)</span></li>`)}</ul>
<p>${volzin(toelichting)}${zoals_gedrukt && ` In de akte staat het zo: “${zoals_gedrukt}”.`}</p>
${wetgeving.length > 0 && html`<p>Dit steunt op:</p><ul>${wetgeving.map(wet)}</ul>`}
<h3>Voor welke leerlingen?</h3>
<p>${volzin(leerlingen)}${doelgroep.enkel_erkende_scholen && ' Alleen in erkende scholen.'}</p>
${voorwaarden.length > 0 && html`<p>Er vertrekt pas iets als dit allemaal klopt:</p><ul>${voorwaarden.map(voorwaarde)}</ul>`}`;
}

function wet({ tekst, ontwerp }: Protocol['rechtsgrond']['wetgeving'][number]): Html {
  return html`<li>${tekst}${ontwerp && ' (nog geen wet toen de partijen tekenden)'}</li>`;
}

function voorwaarde({ voorwaarde: wat, toelichting, vindplaats }: Protocol['voorwaarden'][number]): Html {
  return html`<li>${VOORWAARDEWOORDEN[wat]}${toelichting && ` ${volzin(toelichting)}`} <span class="stil-tekst">(${vindplaats})</span></li>`;
}

function lijst(punten: readonly string[]): Html {
  return html`<ul>${punten.map((punt) => html`<li>${volzin(punt)}</li>`)}</ul>`;
}
