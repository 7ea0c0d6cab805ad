import { etiket, type Html, html } from '../../../web/index.ts';
import type { protocolstandVan } from '../protocolstand.ts';

/** What a page of an application says about its protocol. */
export interface Protocolkop {
  titel: string;
  omschrijving: string;
  /** The recipient whose part of the protocol it gets, unless that is the receiving party itself. */
  ontvanger?: string | undefined;
  stand: ReturnType<typeof protocolstandVan>;
}

export function protocolvak({ titel, omschrijving, stand, ontvanger }: Protocolkop): Html {
  return html`<section class="vlak" aria-label="Protocol">
  <p><b>Protocol <q>${titel}</q></b></p>
  <p>${omschrijving}</p>
  <p>${standregel(stand)}</p>
  ${ontvanger && html`<p class="stil-tekst">Deze toepassing krijgt enkel het deel voor: ${ontvanger}.</p>`}
</section>`;
}

export function standregel({ open, kort, uitleg }: Protocolkop['stand']): Html {
  return html`${etiket({ soort: open ? 'goed' : 'fout', tekst: kort })} <span class="stil-tekst">${uitleg}</span>`;
}
