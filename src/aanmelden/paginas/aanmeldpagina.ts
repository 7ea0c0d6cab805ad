import { formulier, type Html, html, type Pagina, tekstveld, uitklap } from '../../web/index.ts';
import { gebruikersnaamveld, gedeeldeMeldingVan, meldingOf, type Naamformulier } from './naamformulier.ts';

/** The sign-in page of an application. */
export function aanmeldpagina(
  bij: Naamformulier & {
    toepassing: string;
    /** Address of this request. Its other pages lie below it. */
    adres: string;
    /** What the application receives, by reason. */
    redenen: readonly (readonly [reden: string, gegevens: readonly { gewoon: string; artikel: number }[]])[];
    /** Address of the public page about the protocol. */
    protocolpagina: string;
  },
): Pagina {
  const { toepassing, adres, gebruikersnaam } = bij;
  const gedeeldeMelding = gedeeldeMeldingVan(bij);
  const velden = html`
  ${gebruikersnaamveld(bij)}
  ${tekstveld({
    naam: 'wachtwoord',
    label: 'Wachtwoord',
    soort: 'password',
    autocomplete: 'current-password',
    letterlijk: 'klein',
    langste: 128,
    gedeeldeMelding,
    eerste: Boolean(gebruikersnaam),
  })}`;
  return {
    titel: `${bij.melding ? 'Fout: aanmelden' : 'Aanmelden'} bij ${toepassing}`,
    scripts: ['terug.js', 'wachtwoord.js'],
    inhoud: html`<h1>Aanmelden bij ${toepassing}</h1>
${meldingOf(bij, html`<p class="stil-tekst">Met je LeerID van school.</p>`)}
${formulier({ adres, inhoud: velden, verstuur: 'Aanmelden' })}
<p class="onder">
  <a href="${adres}/activeren">Eerste keer? Gebruik je code</a>
  <a href="${adres}/vergeten">Wachtwoord vergeten?</a>
</p>
${formulier({ adres: `${adres}/terug`, verstuur: `Terug naar ${toepassing}`, stil: true })}
${uitklap(`Wat krijgt ${toepassing} van mij te zien?`, watZeKrijgt(bij))}`,
  };
}

function watZeKrijgt({ toepassing, redenen, protocolpagina }: Parameters<typeof aanmeldpagina>[0]): Html {
  return html`<p class="stil-tekst">Alleen dit, en alleen omdat het in een ondertekende afspraak staat:</p>
  ${redenen.map(
    ([reden, gegevens]) => html`<ul>
    ${gegevens.map(({ gewoon, artikel }) => html`<li>${gewoon} <span class="stil-tekst">(artikel ${artikel})</span></li>`)}
  </ul>
  <p class="waarom">Waarom: ${reden}.</p>`,
  )}
  <p class="stil-tekst">Er gaat ook altijd een nummer mee waaraan ${toepassing} ziet dat jij het bent. Elke toepassing krijgt een ander nummer.</p>
  <p class="stil-tekst"><a href="${protocolpagina}">Lees de hele afspraak</a></p>`;
}
