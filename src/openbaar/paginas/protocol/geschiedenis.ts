import { dagInWoorden } from '../../../protocol/index.ts';
import { etiket, type Html, html, tabel } from '../../../web/index.ts';
import type { Publicatie, Versievermelding, Versiewijziging } from '../../publicatie/publicatieschema.ts';
import { protocolpad, versiepad } from '../../publicatie/registerpaden.ts';
import { FASESTEMPELS } from '../../woorden/levenswoorden.ts';

/** Every text that was signed, with what changed in it, and where to get it. */
export function geschiedenis({ naam, versies }: Publicatie): Html {
  return html`<h2 id="geschiedenis">Vroegere versies en bestanden</h2>
<p>Een protocol verandert alleen als alle partijen opnieuw tekenen. Elke versie blijft hier staan.</p>
${tabel<Versievermelding>({
  bijschrift: versies.length === 1 ? 'Eén versie' : `${versies.length} versies, de nieuwste eerst`,
  kolommen: [
    {
      kop: 'Versie',
      isRijkop: true,
      cel: ({ hash, van }) =>
        html`<a href="${versiepad(naam, hash)}">${van ? `van ${dagInWoorden(van)}` : 'zonder begin'}</a>`,
    },
    { kop: 'Stand', cel: ({ fase }) => etiket(FASESTEMPELS[fase]) },
    { kop: 'Tot en met', cel: ({ tot }) => (tot ? dagInWoorden(tot) : 'geen einddatum') },
    { kop: 'Wat veranderde er?', cel: ({ wijzigingen }) => wijzigingslijst(wijzigingen) },
    { kop: 'Vingerafdruk', cel: ({ hash }) => html`<code>${hash.slice(0, 12)}…</code>` },
  ],
  rijen: versies,
})}
<p class="klein">Voor programma’s: <a href="${protocolpad(naam)}.json">deze pagina als JSON</a>.</p>`;
}

/** What a text changed. What pupils notice is told first, and as such. */
export function wijzigingslijst(wijzigingen: Versievermelding['wijzigingen']): Html {
  if (!wijzigingen) return html`Dit was de eerste versie.`;
  if (wijzigingen.length === 0) return html`Niets aan de inhoud.`;
  const [voorLeerlingen, verder] = [true, false].map((wie) => wijzigingen.filter((een) => een.voor_leerlingen === wie));
  return html`${lijst('Voor leerlingen verandert:', voorLeerlingen)}${lijst('Verder verandert:', verder)}`;
}

function lijst(kop: string, wijzigingen: readonly Versiewijziging[] = []): Html | undefined {
  if (wijzigingen.length === 0) return undefined;
  return html`<p class="gewoon">${kop}</p><ul>${wijzigingen.map(({ zin }) => html`<li>${zin}</li>`)}</ul>`;
}
