import { formulier, html, melding, type Pagina, tekstveld } from '../../web/index.ts';
import { terugweg } from './terugweg.ts';

/** The page where a pupil types the code from his letter. */
export function codepagina(bij: {
  adres: string;
  /** The sign-in page that the pupil came from. */
  terug?: string | undefined;
  gebruikersnaam: string;
  melding?: string | undefined;
  raad?: string | undefined;
  /** False where what was filled in is not wrong. */
  ongeldig: boolean;
}): Pagina {
  const { adres, gebruikersnaam } = bij;
  const gedeeldeMelding = bij.melding ? { id: 'melding', ongeldig: bij.ongeldig } : undefined;
  const velden = html`
  ${tekstveld({
    naam: 'gebruikersnaam',
    label: 'Gebruikersnaam',
    waarde: gebruikersnaam,
    autocomplete: 'username',
    letterlijk: 'klein',
    langste: 64,
    gedeeldeMelding,
    eerste: !gebruikersnaam,
  })}
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
${
  bij.melding
    ? melding({ soort: 'fout', tekst: bij.melding, raad: bij.raad, id: 'melding' })
    : html`<p>Je kreeg van je school een gebruikersnaam en een code. Typ ze hier over. Daarna kies je zelf een wachtwoord.</p>`
}
${formulier({ adres, inhoud: velden, verstuur: 'Ga verder' })}
${terugweg(bij.terug)}
<p class="stil-tekst">Heb je geen code? Vraag er een aan je leerkracht.</p>`,
  };
}
