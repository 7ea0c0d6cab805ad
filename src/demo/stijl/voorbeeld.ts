import { type Html, html, uitklap } from '../../web/index.ts';

/** One component in one state. The code beside it is the code that made it. */
export interface Voorbeeld {
  naam: string;
  /** When to use it. */
  wanneer: string;
  maak: () => Html;
}

/** A section of the page with components. */
export interface Voorbeeldgroep {
  id: string;
  titel: string;
  voorbeelden: readonly Voorbeeld[];
}

export function toonGroep({ id, titel, voorbeelden }: Voorbeeldgroep): Html {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${titel}</h2>
${voorbeelden.map(
  ({ naam, wanneer, maak }) => html`<div class="voorbeeld">
<h3>${naam}</h3>
<p class="stil-tekst">${wanneer}</p>
${maak()}
${uitklap(`Code van ${naam.toLowerCase()}`, html`<pre><code>${broncode(maak)}</code></pre>`)}
</div>`,
)}
</section>`;
}

/** The text of the function, without its arrow and without the indentation of its file. */
export function broncode(maak: () => Html): string {
  const tekst = maak.toString().replace(/^\(\)\s*=>\s*/, '');
  const inspringing = /\n( *)[^\n]*$/.exec(tekst)?.[1] ?? '';
  return tekst.replaceAll(`\n${inspringing}`, '\n');
}
