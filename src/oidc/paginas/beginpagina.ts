import { PADEN } from '../../openbaar/index.ts';
import { html, type Pagina } from '../../web/index.ts';

/**
 * @param toepassing the applications that a pupil can open today, with the address where each begins a
 * sign-in
 */
export function beginpagina(toepassingen: readonly { naam: string; adres: string }[]): Pagina {
  const keuzes = html`<h2>Waar wil je naartoe?</h2>
<ul class="keuzes">
${toepassingen.map(({ naam, adres }) => html`  <li><a href="${adres}">${naam}</a></li>\n`)}</ul>`;
  return {
    titel: 'Welkom',
    inhoud: html`<h1>Welkom bij LeerID</h1>
<p>Met je LeerID meld je je aan bij de toepassingen van je school.</p>
${toepassingen.length > 0 ? keuzes : html`<p>Begin bij zo'n toepassing: die brengt je vanzelf hier.</p>`}
<p class="onder">
  <a href="/activeren">Eerste keer? Gebruik je code</a>
  <a href="/activeren/vergeten">Wachtwoord vergeten?</a>
  <a href="/logout">Afmelden op dit toestel</a>
</p>
<p class="klein"><a href="${PADEN.protocollen}">Wie krijgt welke gegevens van leerlingen?</a></p>`,
  };
}
