import { attributen, type Html, html, type Invulling } from '../html.ts';
import { knop } from './knop.ts';

interface Verstuurformulier {
  /**
   * The address to which the form is sent. What a visitor typed must never be in an address, so a form is
   * sent by POST.
   */
  adres: string;
  inhoud?: Invulling;
  /** Hidden fields, which the form sends as well. */
  verborgen?: Readonly<Record<string, string>>;
  /** The words on the button. */
  verstuur: string;
  stil?: boolean;
}

export function formulier({ adres, inhoud, verborgen, verstuur, stil = false }: Verstuurformulier): Html {
  return html`<form method="post" action="${adres}">
${verborgen && verborgenVelden(verborgen)}${inhoud}
  ${knop({ tekst: verstuur, soort: stil ? 'stil' : 'gewoon' })}
</form>`;
}

export function verborgenVelden(velden: Readonly<Record<string, string>>): Html {
  const alle = Object.entries(velden).map(([name, value]) => ({ type: 'hidden', name, value }));
  return html`${alle.map((veld) => html`<input${attributen(veld)}>\n`)}`;
}

/** Shown above a form when several of its fields are wrong. Each line links to its field (WCAG 3.3.1). */
export function foutenlijst(fouten: readonly { naam: string; fout: string }[]): Html {
  return html`<div class="melding fout" role="alert">
  <h2>${fouten.length === 1 ? 'Kijk dit nog even na' : `Kijk deze ${fouten.length} dingen nog even na`}</h2>
  <ul>${fouten.map(({ naam, fout }) => html`<li><a href="#${naam}">${fout}</a></li>`)}</ul>
</div>`;
}
