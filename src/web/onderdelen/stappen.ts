import { attributen, type Html, html } from '../html.ts';

/** Where a visitor is in something that takes several pages. A step that is done may be a link back. */
export function stappen({ nu, alle }: { nu: number; alle: readonly { tekst: string; adres?: string }[] }): Html {
  return html`<nav class="stappen" aria-label="Stappen">
  <p>Stap ${nu} van ${alle.length}</p>
  <ol>${alle.map(({ tekst, adres }, plek) => {
    const nummer = plek + 1;
    const bij = { class: nummer < nu && 'klaar', 'aria-current': nummer === nu && 'step' };
    const naam = html`${tekst}${nummer < nu && html`<span class="onzichtbaar"> (klaar)</span>`}`;
    return html`<li${attributen(bij)}>${nummer < nu && adres ? html`<a href="${adres}">${naam}</a>` : html`<span>${naam}</span>`}</li>`;
  })}</ol>
</nav>`;
}

/**
 * Shows how far long work is. A page that shows it brings `voortgang.js`, which reads the page again and
 * replaces what stands here. A screen reader tells the change (role `status`, WCAG 4.1.3). Without script
 * there is a link.
 */
export function voortgang(stand: {
  /** What is being done: "Brieven maken". */
  wat: string;
  klaar: number;
  /** Missing while the total is not known yet. The bar then only tells that work goes on. */
  totaal?: number;
  /** What is counted: "brieven". */
  eenheid: string;
  /** Whether the work is over, so that nothing changes any more. */
  afgelopen?: boolean;
  /** The address of this page. */
  adres: string;
}): Html {
  const { wat, klaar, totaal, eenheid, afgelopen = false, adres } = stand;
  const geteld =
    totaal === undefined ? `${getal(klaar)} ${eenheid}` : `${getal(klaar)} van ${getal(totaal)} ${eenheid}`;
  const balk = {
    'aria-label': wat,
    max: totaal ?? (afgelopen ? klaar : undefined),
    value: totaal === undefined && !afgelopen ? undefined : klaar,
  };
  return html`<div class="voortgang"${attributen({ 'data-afgelopen': afgelopen })}>
  <progress${attributen(balk)}></progress>
  <p role="status"><b>${wat}</b>: ${geteld}${afgelopen && '. Klaar'}</p>
  ${!afgelopen && html`<p class="opnieuw"><a href="${adres}">Kijk opnieuw</a></p>`}
</div>`;
}

function getal(hoeveel: number): string {
  return hoeveel.toLocaleString('nl-BE');
}
