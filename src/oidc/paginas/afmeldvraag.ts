import { html, knoplink, type Pagina, type Uitweg, vertrouwd } from '../../web/index.ts';

/**
 * The question before signing out.
 * @param formulier the library's own form, with its secret; it is HTML already
 * @param toepassing the application that asks for it
 */
export function afmeldvraag(formulier: string, toepassing: string | undefined): Pagina {
  return {
    titel: 'Afmelden',
    inhoud: html`<h1>Wil je afmelden?</h1>
<p>Je meldt je dan ook af bij LeerID. Zit je aan een computer of tablet die anderen ook gebruiken? Meld dan altijd af.</p>
${vertrouwd(formulier)}
<div class="knoppen">
  <button type="submit" form="op.logoutForm" name="logout" value="yes">Ja, overal afmelden</button>
  <button type="submit" form="op.logoutForm" class="stil">${toepassing ? `Alleen bij ${toepassing}` : 'Nee, ik blijf aangemeld'}</button>
</div>`,
  };
}

/** The result of signing out, and the way on. */
export function afgemeldpagina({ titel, uitleg, uitweg }: { titel: string; uitleg: string; uitweg: Uitweg }): Pagina {
  return {
    titel,
    inhoud: html`<h1>${titel}</h1>
<p>${uitleg}</p>
<p>${knoplink({ ...uitweg, soort: 'stil' })}</p>`,
  };
}
