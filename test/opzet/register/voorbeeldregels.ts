import { KOLOMMEN } from '../../../src/register/discimus/lezen/leveringskolommen.ts';
import { inszControle } from '../../../src/register/insz.ts';

/** A line by its columns. Every value is text, as in the file. */
export type Voorbeeldregel = Record<(typeof KOLOMMEN)['inschrijvingen'][number], string>;

export const KOP = KOLOMMEN.inschrijvingen.join(';');
export const SCHOOLJAAR = '2026-2027';

/** A correct INSZ of somebody born in 2000 or later. `bis` is added to the month. */
export function insz(jaar: number, maand: number, dag: number, volgnummer: number, bis: 0 | 20 | 40 = 0): string {
  const twee = (getal: number) => String(getal).padStart(2, '0');
  const negen = `${twee(jaar % 100)}${twee(maand + bis)}${twee(dag)}${String(volgnummer).padStart(3, '0')}`;
  return negen + inszControle(negen, jaar < 2000 ? 1900 : 2000);
}

/** A line without faults. Another `nummer` gives another pupil. */
export function geldigeRegel(nummer = 0, anders: Partial<Voorbeeldregel> = {}): Voorbeeldregel {
  const jaar = 2008 + (nummer % 12);
  const maand = 1 + (nummer % 12);
  const dag = 1 + (nummer % 28);
  return {
    insz: insz(jaar, maand, dag, 1 + (Math.floor(nummer / 336) % 997)),
    unieke_persoon: `UP-${nummer}`,
    geregistreerde_persoon: '',
    voornaam: ['Noor', 'Liam', 'Zoë', 'Yüksel', 'Anne-Sophie'][nummer % 5] ?? '',
    naam: ['Peeters', 'Van der Elst', "D'Hondt", 'El Amrani', 'Núñez'][nummer % 5] ?? '',
    geboortedatum: `${jaar}-${String(maand).padStart(2, '0')}-${String(dag).padStart(2, '0')}`,
    email: nummer % 3 ? '' : `leerling${nummer}@school.example`,
    instellingsnummer: String(100_000 + (nummer % 3900)).padStart(6, '0'),
    vestigingsplaats: String(1 + (nummer % 2)),
    administratieve_groep: String(1000 + (nummer % 60)),
    hoofdstructuur: ['111', '211', '311', '321'][nummer % 4] ?? '',
    stamnummer: `26${String(nummer % 100_000).padStart(5, '0')}`,
    status: 'gerealiseerd',
    van: '2026-09-01',
    tot: '',
    ...anders,
  };
}

/** By RFC 4180: quotes only where they are needed, unless all are asked for. */
export function alsCsv(waarden: readonly string[], allesTussenQuotes = false): string {
  const veld = (waarde: string) =>
    allesTussenQuotes || /[";\r\n]/.test(waarde) ? `"${waarde.replaceAll('"', '""')}"` : waarde;
  return waarden.map(veld).join(';');
}

export const csvRegel = (regel: Voorbeeldregel): string => alsCsv(KOLOMMEN.inschrijvingen.map((kolom) => regel[kolom]));
