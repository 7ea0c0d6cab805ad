import type { Inhoud } from './manifest.ts';

/** The columns that LeerID reads (docs/discimus.md). Any other never leaves this folder. */
export const KOLOMMEN = {
  scholen: ['instellingsnummer', 'naam', 'erkend', 'opvolger'],
  vestigingsplaatsen: ['instellingsnummer', 'vestigingsplaats', 'naam'],
  administratieve_groepen: ['code', 'omschrijving'],
  inschrijvingen: [
    'insz',
    'unieke_persoon',
    'geregistreerde_persoon',
    'voornaam',
    'naam',
    'geboortedatum',
    'email',
    'instellingsnummer',
    'vestigingsplaats',
    'administratieve_groep',
    'hoofdstructuur',
    'stamnummer',
    'status',
    'van',
    'tot',
  ],
} as const satisfies Record<Inhoud, readonly string[]>;

export type Kolom<I extends Inhoud = Inhoud> = (typeof KOLOMMEN)[I][number];
