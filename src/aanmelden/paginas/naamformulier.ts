import { type Html, melding, tekstveld } from '../../web/index.ts';

/** A form that begins with a user name: what was filled in, and why the last try failed. */
export interface Naamformulier {
  gebruikersnaam: string;
  melding?: string | undefined;
  raad?: string | undefined;
  /** False where what was filled in is not wrong. */
  ongeldig: boolean;
}

/** Each field of the form refers to the fault, because nobody may learn which of them is wrong. */
export function gedeeldeMeldingVan({ melding, ongeldig }: Naamformulier) {
  return melding ? { id: 'melding', ongeldig } : undefined;
}

export function gebruikersnaamveld(bij: Naamformulier): Html {
  return tekstveld({
    naam: 'gebruikersnaam',
    label: 'Gebruikersnaam',
    waarde: bij.gebruikersnaam,
    autocomplete: 'username',
    letterlijk: 'klein',
    langste: 64,
    gedeeldeMelding: gedeeldeMeldingVan(bij),
    eerste: !bij.gebruikersnaam,
  });
}

/** The fault of the last try, or else what the form is for. */
export function meldingOf({ melding: tekst, raad }: Naamformulier, uitleg: Html): Html {
  return tekst ? melding({ soort: 'fout', tekst, raad, id: 'melding' }) : uitleg;
}
