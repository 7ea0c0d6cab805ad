import { html, type Pagina, vertrouwd } from '../../web/index.ts';

/**
 * The page between LeerID and an application. Its form sends itself.
 * @param adres the address to which the form is sent; it and the fields come from HTML of the library, which
 * escaped them already
 */
export function doorstuurformulier(adres: string, velden: string): Pagina {
  return {
    titel: 'Even geduld',
    scripts: ['doorsturen.js'],
    inhoud: html`<h1>Even geduld</h1>
<p>Je gaat vanzelf verder. Gebeurt er niets? Druk dan op de knop.</p>
<form method="post" action="${vertrouwd(adres)}">
${vertrouwd(velden)}
<button type="submit">Ga verder</button>
</form>`,
  };
}
