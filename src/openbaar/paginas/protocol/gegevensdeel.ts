import { CATALOGUS, type Protocol, volzin } from '../../../protocol/index.ts';
import { etiket, type Html, html, tabel } from '../../../web/index.ts';
import { gegevensnaam, type Ontvangersregel } from '../../publicatie/wie_krijgt_wat.ts';
import { VORMWOORDEN } from '../../woorden/aktewoorden.ts';

type Tabelgegeven = Protocol['gegevens'][number];

/** Each datum with its reason and who gets it. What holds for all of them is said once. */
export function gegevensdeel({ gegevens }: Protocol, wie: readonly Ontvangersregel[]): Html {
  const redenen = new Set(gegevens.map(({ reden }) => reden));
  const [eneReden] = redenen.size === 1 ? redenen : [];
  const krijgtAlles = wie.every((een) => gegevens.every(({ code }) => isGewoonVoor(een, code)));
  return html`<h2 id="gegevens">Welke gegevens, en waarom?</h2>
<p>Alleen wat in deze tabel staat, mag gedeeld worden. Niets anders.</p>
${eneReden && html`<p><b>Waarom?</b> Voor alle gegevens samen: ${volzin(eneReden)}</p>`}
${krijgtAlles && html`<p><b>Wie krijgt ze?</b> Alle gegevens gaan naar ${wie.map(({ id, kort }, plek) => html`${plek > 0 && ' en '}<a href="#ontvanger-${id}">${kort}</a>`)}.</p>`}
${tabel<Tabelgegeven>({
  bijschrift: gegevens.length === 1 ? 'Eén gegeven' : `${gegevens.length} gegevens`,
  kolommen: [
    { kop: 'Gegeven', isRijkop: true, cel: naamVan },
    { kop: 'Wat is het?', cel: ({ wat }) => wat },
    ...(eneReden === undefined ? [{ kop: 'Waarom?', cel: ({ reden }: Tabelgegeven) => reden }] : []),
    ...(krijgtAlles ? [] : [{ kop: 'Wie krijgt het?', cel: ({ code }: Tabelgegeven) => ontvangersVan(code, wie) }]),
  ],
  rijen: gegevens,
})}`;
}

function isGewoonVoor({ gegevens }: Ontvangersregel, code: string): boolean {
  return gegevens.some((een) => een.code === code && een.vorm === 'klaar');
}

function naamVan({ code, artikel, bijzonder, enkel_zonder, enkel_als }: Tabelgegeven): Html {
  const gewoon = CATALOGUS[code]?.uitgifte?.gewoon;
  return html`${gegevensnaam(code)}${bijzonder && html` ${etiket({ soort: 'let_op', tekst: 'Extra gevoelig' })}`}
<span class="gewoon">${gewoon && `${gewoon} `}(artikel ${artikel})</span>
${enkel_zonder && html`<span class="gewoon">alleen voor wie dit niet heeft: ${enkel_zonder.map(gegevensnaam).join(' of ')}</span>`}
${enkel_als && html`<span class="gewoon">alleen in een school die niet op leeftijd indeelt</span>`}`;
}

function ontvangersVan(code: string, wie: readonly Ontvangersregel[]): Html {
  const delen = wie.flatMap(({ id, kort, gegevens }) => {
    const deel = gegevens.find((een) => een.code === code);
    return deel ? [{ id, kort, vorm: VORMWOORDEN[deel.vorm] }] : [];
  });
  if (delen.length === 0) return html`niemand`;
  return html`<ul class="kaal">${delen.map(
    ({ id, kort, vorm }) => html`<li><a href="#ontvanger-${id}">${kort}</a>${vorm && `, ${vorm}`}</li>`,
  )}</ul>`;
}
