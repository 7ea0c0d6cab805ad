import { html, knoplink, type Pagina } from '../../web/index.ts';

/** The end of an activation that did not start at an application. */
export function geactiveerdpagina(): Pagina {
  return {
    titel: 'Je account is klaar',
    inhoud: html`<h1>Gelukt! Je account is klaar</h1>
<p>Vanaf nu meld je je aan met je gebruikersnaam en je nieuwe wachtwoord. Je code heb je niet meer nodig: gooi ze maar weg.</p>
<p>${knoplink({ tekst: 'Ga verder', adres: '/' })}</p>
<p class="stil-tekst">Zeg je wachtwoord aan niemand, ook niet aan je vrienden.</p>`,
  };
}
