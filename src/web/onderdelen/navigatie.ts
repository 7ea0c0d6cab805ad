import { attributen, type Html, html } from '../html.ts';

/** A link in a list of links. `huidig` marks the page, or the part of the house, where the visitor is. */
export interface Verwijzing {
  tekst: string;
  adres: string;
  huidig?: boolean;
}

/** The parts of the house. They are shown at the top of each of their pages. */
export function menu({ label, plekken }: { label: string; plekken: readonly Verwijzing[] }): Html {
  return lijst('menu', label, plekken);
}

/**
 * Several views of one thing, beside each other. Each view is a page of its own, so these are links and no
 * ARIA tabs.
 */
export function tabbladen({ label, plekken }: { label: string; plekken: readonly Verwijzing[] }): Html {
  return lijst('tabbladen', label, plekken);
}

/** The way from the first page to this one. `hier` is the current page. It is not a link. */
export function kruimelpad({ plekken, hier }: { plekken: readonly Verwijzing[]; hier: string }): Html {
  return html`<nav class="kruimelpad" aria-label="Kruimelpad"><ol>
  ${plekken.map(({ tekst, adres }) => html`<li><a href="${adres}">${tekst}</a></li>`)}
  <li aria-current="page">${hier}</li>
</ol></nav>`;
}

/** The same page in other languages, each named in its own language (WCAG 3.1.2). */
export function taalkeuze(talen: readonly (Verwijzing & { taal: string })[]): Html {
  return html`<nav class="talen" aria-label="Taal"><ul>
  ${talen.map(
    ({ taal, tekst, adres, huidig }) =>
      html`<li><a${attributen({ href: adres, lang: taal, hreflang: taal, 'aria-current': huidig && 'true' })}>${tekst}</a></li>`,
  )}
</ul></nav>`;
}

function lijst(klasse: string, label: string, plekken: readonly Verwijzing[]): Html {
  return html`<nav${attributen({ class: klasse, 'aria-label': label })}><ul>
  ${plekken.map(
    ({ tekst, adres, huidig }) =>
      html`<li><a${attributen({ href: adres, 'aria-current': huidig && 'page' })}>${tekst}</a></li>`,
  )}
</ul></nav>`;
}
