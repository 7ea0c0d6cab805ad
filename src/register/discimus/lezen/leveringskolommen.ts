import { isUtf8 } from 'node:buffer';
import { splitsRegel } from './csv.ts';
import { GeweigerdeLevering } from './geweigerde_levering.ts';
import type { Bestandsinhoud, Manifestbestand } from './manifest.ts';
import type { Ruweregel } from './regelsnijder.ts';

/** The columns that LeerID reads (docs/discimus.md). No other column ever leaves this folder. */
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
} as const satisfies Record<Bestandsinhoud, readonly string[]>;

export type Leveringskolom<I extends Bestandsinhoud = Bestandsinhoud> = (typeof KOLOMMEN)[I][number];

/**
 * Reads the header of a CSV.
 * @throws GeweigerdeLevering that names only our own columns, because an unknown name may be anything
 */
export function leesKop({ bytes, te_lang }: Ruweregel, { naam, inhoud }: Manifestbestand): string[] {
  const kop = te_lang || !isUtf8(bytes) ? undefined : splitsRegel(bytes.toString('utf8'));
  if (!kop)
    throw new GeweigerdeLevering('kop_onleesbaar', `De eerste regel van ${naam} is geen rij kolomnamen: lever ze mee.`);
  const eigen = KOLOMMEN[inhoud];
  const ontbreekt = eigen.filter((kolom) => !kop.includes(kolom));
  if (ontbreekt.length)
    throw new GeweigerdeLevering(
      'kolom_ontbreekt',
      `In ${naam} ontbreken kolommen: ${ontbreekt.join(', ')}. Lever ze, desnoods leeg.`,
    );
  const dubbel = eigen.filter((kolom) => kop.indexOf(kolom) !== kop.lastIndexOf(kolom));
  if (dubbel.length)
    throw new GeweigerdeLevering(
      'kolom_dubbel',
      `In ${naam} staan kolommen twee keer: ${dubbel.join(', ')}. Lever elke kolom één keer.`,
    );
  return kop;
}
