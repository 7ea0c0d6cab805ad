import { attributen, type Html, html, type Invulling } from '../html.ts';
import { knop } from './knop.ts';

/**
 * Narrows down a list. A name that somebody searches for is personal data and stays out of addresses and
 * logs: a filter in which one can type goes by `post`. Choices that tell of nobody (a class, a state) may go
 * by `get`, and can be kept as a bookmark.
 * docs/keuzes/paginas.md#a-name-that-somebody-searches-for-is-in-no-address
 */
export function filterformulier(filter: {
  /** What it searches, for people who use a screen reader: "Leerlingen zoeken". */
  label: string;
  adres: string;
  methode: 'get' | 'post';
  velden: readonly Html[];
  /** For buttons elsewhere on the page that send the same choices, such as those of `bladeren`. */
  id?: string;
  /** The address of the whole list, without a filter. */
  alles?: string;
  /** What was found. A screen reader reads it when it changes: "17 van 912 leerlingen". */
  gevonden?: Invulling;
}): Html {
  const bij = { class: 'filter', role: 'search', 'aria-label': filter.label, id: filter.id };
  return html`<form${attributen({ ...bij, method: filter.methode, action: filter.adres })}>
  ${filter.velden}
  <div class="filterknoppen">${knop({ tekst: 'Zoek' })}${filter.alles && html`<a href="${filter.alles}">Toon alles</a>`}</div>
</form>
${filter.gevonden && html`<p class="gevonden" role="status">${filter.gevonden}</p>`}`;
}
