import { formulier, html, type Pagina, tekstveld } from '../../web/index.ts';
import { gebruikersnaamveld, gedeeldeMeldingVan, meldingOf, type Naamformulier } from './naamformulier.ts';
import { terugweg } from './terugweg.ts';

/** The page where a pupil types the code from his letter. */
export function codepagina(
  bij: Naamformulier & {
    adres: string;
    /** The sign-in page that the pupil came from. */
    terug?: string | undefined;
  },
): Pagina {
  const { adres, gebruikersnaam } = bij;
  const gedeeldeMelding = gedeeldeMeldingVan(bij);
  const velden = html`
  ${gebruikersnaamveld(bij)}
  ${tekstveld({
    naam: 'code',
    label: 'Code',
    hint: 'Drie groepjes van vijf. Hoofdletters en streepjes maken niet uit.',
    klasse: 'code',
    autocomplete: 'off',
    letterlijk: 'hoofdletters',
    langste: 100,
    gedeeldeMelding,
    eerste: Boolean(gebruikersnaam),
  })}`;
  return {
    titel: `${bij.melding ? 'Fout: ' : ''}Gebruik je code`,
    scripts: ['terug.js'],
    inhoud: html`<h1>Gebruik je code</h1>
${meldingOf(bij, html`<p>Je kreeg van je school een gebruikersnaam en een code. Typ ze hier over. Daarna kies je zelf een wachtwoord.</p>`)}
${formulier({ adres, inhoud: velden, verstuur: 'Ga verder' })}
${terugweg(bij.terug)}
<p class="stil-tekst">Heb je geen code? Vraag er een aan je leerkracht.</p>`,
  };
}
