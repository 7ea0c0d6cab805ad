import { attributen, type Html, html } from '../html.ts';

/**
 * How a visitor gets to another sheet: by an address, or by a form that is sent once more with `blad` (see
 * `filterformulier`).
 */
type Naar = { adres: (blad: number) => string } | { formulier: string };

/** Leads from one sheet of a long list to another. A list with one sheet shows nothing. */
export function bladeren({
  label,
  blad,
  bladen,
  naar,
}: {
  label: string;
  blad: number;
  bladen: number;
  naar: Naar;
}): Html {
  if (bladen < 2) return html``;
  return html`<nav class="bladeren" aria-label="${label}">
  ${blad > 1 && stap('Vorige', blad - 1, naar)}
  <ol>${nabij(blad, bladen).map((een) => (een === 'gat' ? html`<li class="gat">…</li>` : html`<li>${nummer(een, blad, naar)}</li>`))}</ol>
  <p class="waar">Blad ${blad} van ${bladen}</p>
  ${blad < bladen && stap('Volgende', blad + 1, naar)}
</nav>`;
}

/**
 * The first sheet, the last one, and those beside the current one. `gat` stands for two or more sheets in
 * between.
 */
export function nabij(blad: number, bladen: number): (number | 'gat')[] {
  const getoond = Array.from({ length: bladen }, (_, plek) => plek + 1).filter(
    (een) => een === 1 || een === bladen || Math.abs(een - blad) <= 1,
  );
  return getoond.flatMap((een, plek) => {
    const afstand = een - (getoond[plek - 1] ?? 0);
    if (afstand === 1) return [een];
    return [afstand === 2 ? een - 1 : ('gat' as const), een];
  });
}

function nummer(een: number, blad: number, naar: Naar): Html {
  const woord = html`<span class="onzichtbaar">Blad </span>${een}`;
  return een === blad ? html`<span aria-current="page">${woord}</span>` : stap(woord, een, naar);
}

function stap(tekst: Html | string, blad: number, naar: Naar): Html {
  if ('adres' in naar) return html`<a href="${naar.adres(blad)}">${tekst}</a>`;
  const bij = { type: 'submit', class: 'kaal', form: naar.formulier, name: 'blad', value: blad };
  return html`<button${attributen(bij)}>${tekst}</button>`;
}
