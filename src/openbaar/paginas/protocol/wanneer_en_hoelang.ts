import {
  dagInWoorden,
  maanddagInWoorden,
  opsomming,
  type Protocol,
  stroomInWoorden,
  termijnInWoorden,
  volzin,
} from '../../../protocol/index.ts';
import { type Html, html, samenvatting, tabel } from '../../../web/index.ts';

/** When data travel. */
export function wanneerdeel({ mededeling }: Protocol): Html {
  const { stromen, periodiciteit, duur, periode, respijtdagen, artikel } = mededeling;
  return html`<h2 id="wanneer">Wanneer worden gegevens gedeeld?</h2>
${samenvatting([
  { term: 'Hoe', waarde: opsomming(stromen.map((stroom) => stroomInWoorden(stroom))) },
  { term: 'Hoe vaak', waarde: periodiciteit },
  { term: 'Hoelang', waarde: duur },
  ...(periode
    ? [{ term: 'Alleen', waarde: `van ${dagInWoorden(periode.van)} tot en met ${dagInWoorden(periode.tot)}` }]
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
    {
      kop: 'Hoelang',
      cel: ({ termijn }) => (Temporal.Duration.from(termijn).blank ? 'geen dag langer' : termijnInWoorden(termijn)),
    },
    { kop: 'Vanaf', cel: ({ vanaf }) => vanaf },
    {
      kop: 'Let op',
      cel: ({ uiterlijk, toelichting, artikel }) =>
        html`${uiterlijk && `ten laatste op ${maanddagInWoorden(uiterlijk)}. `}${toelichting && `${volzin(toelichting)} `}<span class="stil-tekst">(artikel ${artikel})</span>`,
    },
  ],
  rijen: bewaring,
})}`;
}
