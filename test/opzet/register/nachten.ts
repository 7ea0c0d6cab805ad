import { KOLOMMEN } from '../../../src/register/discimus/lezen/leveringskolommen.ts';
import { INHOUDEN } from '../../../src/register/discimus/lezen/manifest.ts';
import { Levering as Leveringsmap } from './levering.ts';
import { insz as inszVan } from './voorbeeldregels.ts';

export type Veld = string | undefined;
export type Regel = Record<string, Veld>;

/** Schools and groups that every delivery of the tests knows. */
export const SCHOLEN: Regel[] = ['990001', '990002', '990003'].map((instellingsnummer) => ({
  instellingsnummer,
  naam: `Proefschool ${instellingsnummer}`,
  erkend: 'ja',
  opvolger: '',
}));
const VESTIGINGSPLAATSEN = SCHOLEN.map(({ instellingsnummer }) => ({
  instellingsnummer,
  vestigingsplaats: '1',
  naam: 'Hoofdgebouw',
}));
const GROEPEN = [
  { code: '4064', omschrijving: 'Lager onderwijs' },
  { code: '13560', omschrijving: '1e leerjaar A' },
];

export interface Levering {
  soort?: 'volledig' | 'wijzigingen';
  peildatum?: string;
  scholen?: Regel[];
  inschrijvingen: Regel[];
  /** Columns of the enrolments before those that LeerID reads. */
  vreemd?: string[];
  /** Replaces parts of the manifest, to break it. */
  manifest?: object;
}

/**
 * Writes a delivery into its own folder.
 * @returns the path of its manifest
 */
export async function schrijfLevering(levering: Levering): Promise<string> {
  const map = await Leveringsmap.maak();
  const inhoud = {
    scholen: levering.scholen ?? SCHOLEN,
    vestigingsplaatsen: VESTIGINGSPLAATSEN,
    administratieve_groepen: GROEPEN,
    inschrijvingen: levering.inschrijvingen,
  };
  for (const soort of INHOUDEN) {
    const rijen: Regel[] = inhoud[soort];
    const kolommen = [...(soort === 'inschrijvingen' ? (levering.vreemd ?? []) : []), ...KOLOMMEN[soort]];
    const regels = [kolommen, ...rijen.map((rij) => kolommen.map((kolom) => rij[kolom] ?? ''))];
    await map.voegToe(`${soort}.csv`, soort, regels.map((velden) => `${velden.join(';')}\n`).join(''), rijen.length);
  }
  const { soort = 'volledig', peildatum = '2026-11-22' } = levering;
  return map.schrijfManifest({ soort, peildatum, ...levering.manifest });
}

/** An INSZ of a child born on 17 April 2015. As a BIS number its month is raised by 40. */
export function insz(volgnummer: number, soort: 'rijksregister' | 'bis' = 'rijksregister'): string {
  return inszVan(2015, 4, 17, volgnummer, soort === 'bis' ? 40 : 0);
}

/** The line of the pupil with this number, enrolled in the first school since September. */
export function regel(nummer: number, anders: Regel = {}): Regel {
  return {
    insz: insz(nummer),
    unieke_persoon: `UP-${nummer}`,
    geregistreerde_persoon: `GP-${nummer}`,
    voornaam: `Kind ${'abcdefghij'[nummer % 10]}`,
    naam: 'Proefleerling',
    geboortedatum: '2015-04-17',
    instellingsnummer: '990001',
    vestigingsplaats: '1',
    administratieve_groep: '4064',
    hoofdstructuur: '211',
    stamnummer: `26${String(nummer).padStart(5, '0')}`,
    status: 'gerealiseerd',
    van: '2026-09-01',
    tot: '2027-08-31',
    ...anders,
  };
}

/** The second school's line of pupil 2, when it turns out to be pupil 1. */
export const tweedeIsEerste = (): Regel =>
  regel(1, {
    unieke_persoon: 'UP-2',
    geregistreerde_persoon: 'GP-2',
    instellingsnummer: '990002',
    stamnummer: '2600002',
  });

/** The same pupil before anybody knew the INSZ. */
export function zonderInsz(nummer: number, anders: Regel = {}): Regel {
  return regel(nummer, { insz: '', ...anders });
}
