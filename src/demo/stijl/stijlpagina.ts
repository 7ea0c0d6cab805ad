import { html, type Pagina } from '../../web/index.ts';
import { BERICHTVOORBEELDEN } from './berichtvoorbeelden.ts';
import { FORMULIERVOORBEELDEN } from './formuliervoorbeelden.ts';
import { LIJSTVOORBEELDEN } from './lijstvoorbeelden.ts';
import { toonGroep, type Voorbeeldgroep } from './voorbeeld.ts';

export const STIJLMENU = [
  { tekst: 'Onderdelen', adres: '/stijl' },
  { tekst: 'Loket', adres: '/stijl/loket' },
  { tekst: 'Leerling', adres: '/stijl/leerling' },
  { tekst: 'Bevestiging', adres: '/stijl/bevestiging' },
  { tekst: 'Voortgang', adres: '/stijl/voortgang' },
];

export const VOORBEELDGROEPEN: readonly Voorbeeldgroep[] = [
  ...FORMULIERVOORBEELDEN,
  ...BERICHTVOORBEELDEN,
  ...LIJSTVOORBEELDEN,
];

/** Every component in every state, with the code that makes it. */
export function stijlpagina(): Pagina {
  return {
    titel: 'Onderdelen van de pagina’s',
    vorm: 'werkblad',
    menu: stijlmenu('/stijl'),
    inhoud: html`<h1>Onderdelen van de pagina’s</h1>
<p>Alles waaruit de pagina’s van LeerID bestaan, in elke toestand, met de code ernaast. De onderdelen staan in
<code>src/web/onderdelen</code>, de stijl in <code>src/web/stijl</code>.</p>
${VOORBEELDGROEPEN.map(toonGroep)}`,
  };
}

export function stijlmenu(hier: string) {
  const plekken = STIJLMENU.map((plek) => ({ ...plek, huidig: plek.adres === hier }));
  return { label: 'Voorbeelden', plekken };
}
