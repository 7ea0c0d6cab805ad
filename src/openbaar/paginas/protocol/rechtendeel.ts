import { type Protocol, volzin } from '../../../protocol/index.ts';
import { type Html, html } from '../../../web/index.ts';
import { partijnaam } from '../../woorden/aktewoorden.ts';
import { rechtenBij } from '../../woorden/betrokkenenrechten.ts';

/** Where somebody complains who got no good answer. */
const KLACHT = {
  overAnderen: 'https://www.gegevensbeschermingsautoriteit.be/burger/acties/klacht-indienen',
  overVlaamseDiensten: 'https://www.vlaanderen.be/vlaamse-toezichtcommissie',
};

/** What a pupil and the parents may ask, and where they read more. */
export function rechtendeel(akte: Protocol): Html {
  const { publicatie } = akte.transparantie;
  return html`<h2 id="rechten">Wat mag ik vragen?</h2>
<p>Het gaat over jouw gegevens, of die van je kind. Dit mag je vragen:</p>
<ul>${rechtenBij(akte.rechtsgrond).map(({ recht, uitleg }) => html`<li><b>${recht}.</b> ${uitleg}</li>`)}</ul>
<p>Vraag het aan je school, of aan een van de partijen. Ben je niet tevreden met het antwoord? Dan kun je klacht indienen bij de <a href="${KLACHT.overAnderen}" rel="noopener">Gegevensbeschermingsautoriteit</a>, en voor Vlaamse diensten bij de <a href="${KLACHT.overVlaamseDiensten}" rel="noopener">Vlaamse Toezichtcommissie</a>.</p>
<h3>Waar lees ik meer?</h3>
<ul>${publicatie.map(
    ({ door, waar, adres }) =>
      html`<li>${partijnaam(akte, door)}: ${adres ? html`<a href="${adres}" rel="noopener">${waar}</a>` : volzin(waar)}</li>`,
  )}</ul>`;
}
