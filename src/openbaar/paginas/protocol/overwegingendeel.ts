import { type Protocol, volzin } from '../../../protocol/index.ts';
import { type Html, html } from '../../../web/index.ts';

/** What the act says outside its articles: recitals, definitions and rules of a manual. */
export function overwegingendeel({ overwegingen, pakketten }: Protocol): Html | undefined {
  if (overwegingen.length === 0 && !pakketten) return undefined;
  return html`<h2 id="overwegingen">Wat staat er nog in de akte?</h2>
<ul>
${overwegingen.map(({ over, tekst, vindplaats }) => html`<li><b>${volzin(over)}</b> ${volzin(tekst)} <span class="stil-tekst">(${vindplaats})</span></li>\n`)}
${pakketten && html`<li><b>Pakketten.</b> ${volzin(`De klas kan komen uit ${pakketten.namen.join(' of ')}`)} <span class="stil-tekst">(${pakketten.vindplaats})</span></li>`}
</ul>`;
}
