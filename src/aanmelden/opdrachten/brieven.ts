import type { Briefgegevens } from '../index.ts';

const KOLOMMEN: Record<string, (brief: Briefgegevens) => string> = {
  vestigingsplaats: ({ plek }) => String(plek?.vestigingsplaats ?? ''),
  vestigingsplaats_naam: ({ plek }) => plek?.vestigingsplaatsNaam ?? '',
  groep: ({ plek }) => plek?.groep ?? '',
  groep_omschrijving: ({ plek }) => plek?.groepOmschrijving ?? '',
  naam: ({ naam }) => naam,
  voornaam: ({ voornaam }) => voornaam,
  gebruikersnaam: ({ gebruikersnaam }) => gebruikersnaam,
  code: ({ code }) => code,
  geldig_tot_en_met: ({ geldigTotEnMet }) => geldigTotEnMet.toString(),
};

/**
 * For a spreadsheet or a mail merge: semicolons, as Belgian programs expect, and a byte order mark for the
 * accents.
 */
export function alsCsv(brieven: readonly Briefgegevens[]): string {
  const rijen = brieven.map((brief) => Object.values(KOLOMMEN).map((lees) => lees(brief)));
  return `\uFEFF${[Object.keys(KOLOMMEN), ...rijen].map((rij) => `${rij.map(alsVeld).join(';')}\r\n`).join('')}`;
}

/** RFC 4180. A name that a spreadsheet would read as a formula is kept as text (ASVS 1.2.10). */
function alsVeld(waarde: string): string {
  const tekst = /^[=+\-@\t\r]/.test(waarde) ? `'${waarde}` : waarde;
  return /[;"\r\n]/.test(tekst) ? `"${tekst.replaceAll('"', '""')}"` : tekst;
}
