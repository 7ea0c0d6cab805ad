import { formulier, html, melding, type Pagina, tekstveld } from '../../web/index.ts';
import { terugweg } from './terugweg.ts';

/** The page where a pupil with a right code chooses a password. */
export function wachtwoordpagina(bij: {
  adres: string;
  terug?: string | undefined;
  /** The application that is waiting. */
  toepassing?: string | undefined;
  gebruikersnaam: string;
  /** The code travels on inside the page, which no cache keeps. It stays valid until a password is chosen. */
  code: string;
  /** In characters. */
  minimum: number;
  melding?: string | undefined;
  /** False where what was filled in is not wrong. */
  ongeldig: boolean;
}): Pagina {
  const gedeeldeMelding = bij.melding ? { id: 'melding', ongeldig: bij.ongeldig } : undefined;
  const nieuw = { soort: 'password', autocomplete: 'new-password', letterlijk: 'klein', gedeeldeMelding } as const;
  const velden = html`
  ${tekstveld({
    naam: 'gebruikersnaam',
    label: 'Gebruikersnaam',
    waarde: bij.gebruikersnaam,
    autocomplete: 'username',
    alleenLezen: true,
  })}
  ${tekstveld({ naam: 'wachtwoord', label: 'Nieuw wachtwoord', ...nieuw, eerste: true })}
  ${tekstveld({ naam: 'nogmaals', label: 'Nog eens hetzelfde', ...nieuw })}`;
  return {
    titel: `${bij.melding ? 'Fout: ' : ''}Kies je wachtwoord`,
    scripts: ['terug.js', 'wachtwoord.js'],
    inhoud: html`<h1>Kies je wachtwoord</h1>
${
  bij.melding
    ? melding({ soort: 'fout', tekst: bij.melding, id: 'melding' })
    : html`<p>Je code klopt. Kies nu een wachtwoord van minstens <b>${bij.minimum} tekens</b>.</p>
<p class="stil-tekst">Tip: zet drie woorden na elkaar die niets met elkaar te maken hebben. Spaties mogen.</p>`
}
${formulier({
  adres: bij.adres,
  inhoud: velden,
  verborgen: { code: bij.code },
  verstuur: bij.toepassing ? 'Bewaar en meld aan' : 'Bewaar mijn wachtwoord',
})}
${terugweg(bij.terug)}`,
  };
}
