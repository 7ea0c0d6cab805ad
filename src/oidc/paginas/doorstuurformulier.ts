import { html, type Pagina, vertrouwd } from '../../web/index.ts';

/**
 * The page between LeerID and an application, whose form sends itself.
 * @param adres where the form goes, and the fields of it: both are taken from HTML of the library, escaped already
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
