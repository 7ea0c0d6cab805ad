import { type Protocol, volzin } from '../../../protocol/index.ts';
import { type Html, html } from '../../../web/index.ts';
import { type Stroomstap, stappenVan } from '../../beeld/stappen_van_akte.ts';
import { stroombeeld } from '../../beeld/stroombeeld.ts';
import type { Ontvangersregel } from '../../publicatie/wie_krijgt_wat.ts';

/** The picture of the flow, and beside it the same in words, for who cannot see it or would rather read. */
export function stroomdeel(akte: Protocol, wie: readonly Ontvangersregel[]): Html {
  const stappen = stappenVan(akte);
  return html`<h2 id="stroom">Hoe gaan de gegevens van de ene naar de andere?</h2>
<div class="beeldpaar">
<figure>${stroombeeld(`Tekening van de gegevensstromen van ${akte.titel}. De lijst "Stap voor stap" zegt hetzelfde in woorden.`, stappen, wie)}</figure>
<div>
<h3>Stap voor stap</h3>
<ol class="genummerd">${stappen.map(stap)}</ol>
<p>Wie de gegevens daarna te zien krijgt, staat bij <a href="#ontvangers">Wie krijgt wat?</a></p>
</div>
</div>`;
}

function stap({ van, naar, wat, toelichting, vindplaats }: Stroomstap): Html {
  return html`<li><b>Van</b> ${van} <b>naar</b> ${naar}: ${wat}
<span class="gewoon">${toelichting && `${volzin(toelichting)} `}(${vindplaats})</span></li>\n`;
}
