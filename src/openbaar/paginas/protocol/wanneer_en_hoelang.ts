import type { Protocol } from '../../../protocol/index.ts';
import { type Html, html, samenvatting, tabel } from '../../../web/index.ts';
import { STROOMWOORDEN } from '../../woorden/aktewoorden.ts';
import { geschrevenDag, geschrevenMaanddag, geschrevenTermijn, opgesomd } from '../../woorden/dagen.ts';
import { alsVolzin } from '../../woorden/zinnen.ts';

/** When data travel. */
export function wanneerdeel({ mededeling }: Protocol): Html {
  const { stromen, periodiciteit, duur, periode, respijtdagen, artikel } = mededeling;
  return html`<h2 id="wanneer">Wanneer worden gegevens gedeeld?</h2>
${samenvatting([
  { term: 'Hoe', waarde: opgesomd(stromen.map((stroom) => STROOMWOORDEN[stroom])) },
  { term: 'Hoe vaak', waarde: periodiciteit },
  { term: 'Hoelang', waarde: duur },
  ...(periode
    ? [{ term: 'Alleen', waarde: `van ${geschrevenDag(periode.van)} tot en met ${geschrevenDag(periode.tot)}` }]
    : []),
  ...(respijtdagen ? [{ term: 'Na een inschrijving', waarde: `nog ${respijtdagen} dagen` }] : []),
  { term: 'Waar het staat', waarde: `artikel ${artikel}` },
])}`;
}

/** How long each keeps them. */
export function bewaardeel({ bewaring }: Protocol): Html {
  return html`<h2 id="bewaring">Hoelang worden ze bewaard?</h2>
${tabel<Protocol['bewaring'][number]>({
  bijschrift: 'Daarna worden de gegevens vernietigd',
  kolommen: [
    { kop: 'Bij wie', isRijkop: true, cel: ({ bij }) => bij },
    { kop: 'Hoelang', cel: ({ termijn }) => geschrevenTermijn(termijn) },
    { kop: 'Vanaf', cel: ({ vanaf }) => vanaf },
    {
      kop: 'Let op',
      cel: ({ uiterlijk, toelichting, artikel }) =>
        html`${uiterlijk && `ten laatste op ${geschrevenMaanddag(uiterlijk)}. `}${toelichting && `${alsVolzin(toelichting)} `}<span class="stil-tekst">(artikel ${artikel})</span>`,
    },
  ],
  rijen: bewaring,
})}`;
}
