import { opsomming, type Protocol, volzin } from '../../../protocol/index.ts';
import { type Html, html } from '../../../web/index.ts';
import { partijnaam } from '../../woorden/aktewoorden.ts';

type Maatregel = Protocol['beveiliging']['maatregelen'][number];

/** What protects the data, by who does it, and who tells whom when something goes wrong. */
export function beveiligingsdeel(akte: Protocol): Html {
  const { beveiliging, kwaliteit, meldingsplicht } = akte;
  const wie = (ids: readonly string[]) => opsomming(ids.map((id) => partijnaam(akte, id)));
  const perDader = Map.groupBy(beveiliging.maatregelen, ({ door }) => wie(door));
  const perMelder = Map.groupBy(meldingsplicht.plichten, ({ door, aan }) =>
    isGelijk(door, aan) ? `${wie(door)} aan elkaar` : `${wie(door)} aan ${wie(aan)}`,
  );
  return html`<h2 id="beveiliging">Hoe blijven ze veilig?</h2>
${[...perDader].map(
  ([door, maatregelen]) => html`<h3>Maatregelen van ${door}</h3>
<ul>${maatregelen.map(maatregel)}</ul>`,
)}
<h3>Bewijs</h3>
<p>${volzin(beveiliging.bewijs)}</p>
<h3>Als er iets niet klopt of misgaat</h3>
<p>${volzin(kwaliteit.melding)}</p>
${[...perMelder].map(
  ([melder, plichten]) => html`<p>${melder}:</p>
<ul>${plichten.map(({ plicht }) => html`<li>${volzin(plicht)}</li>`)}</ul>`,
)}`;
}

/** The same parties, in any order. */
function isGelijk(een: readonly string[], ander: readonly string[]): boolean {
  return new Set(een).symmetricDifference(new Set(ander)).size === 0;
}

function maatregel({ maatregel: wat, hier }: Maatregel): Html {
  return html`<li>${volzin(wat)}${hier && html`<span class="gewoon">In LeerID: ${hier}.</span>`}</li>`;
}
