import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inszControle } from '../../../src/register/insz.ts';

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
  /** Changes the manifest, to break it. */
  manifest?: (manifest: Record<string, unknown>) => void;
}

/** Writes a delivery into a folder of its own. @returns the path of its manifest */
export async function schrijfLevering(levering: Levering): Promise<string> {
  const map = await mkdtemp(join(tmpdir(), 'leerid-levering-'));
  const inhoud = {
    scholen: levering.scholen ?? SCHOLEN,
    vestigingsplaatsen: VESTIGINGSPLAATSEN,
    administratieve_groepen: GROEPEN,
    inschrijvingen: levering.inschrijvingen,
  };
  const bestanden = [];
  for (const [soort, rijen] of Object.entries(inhoud)) {
    const kop = soort === 'inschrijvingen' ? KOLOMMEN : Object.keys(rijen[0] ?? {});
    const tekst = [kop, ...rijen.map((rij) => kop.map((kolom) => (rij as Regel)[kolom] ?? ''))]
      .map((velden) => `${velden.join(';')}\n`)
      .join('');
    await writeFile(join(map, `${soort}.csv`), tekst);
    const sha256 = createHash('sha256').update(tekst).digest('hex');
    bestanden.push({ inhoud: soort, naam: `${soort}.csv`, rijen: rijen.length, sha256 });
  }
  const { soort = 'volledig', peildatum = '2026-11-22' } = levering;
  const manifest = { vorm: 1, soort, schooljaar: '2026-2027', peildatum, bestanden };
  levering.manifest?.(manifest);
  const pad = join(map, 'manifest.json');
  await writeFile(pad, JSON.stringify(manifest));
  return pad;
}

const KOLOMMEN = [
  'insz',
  'unieke_persoon',
  'geregistreerde_persoon',
  'voornaam',
  'naam',
  'geboortedatum',
  'email',
  'individueel_aangepast_curriculum',
  'anderstalige_nieuwkomer',
  'instellingsnummer',
  'vestigingsplaats',
  'administratieve_groep',
  'hoofdstructuur',
  'stamnummer',
  'status',
  'van',
  'tot',
];

/** An INSZ of a child born on 17 April 2015; as BIS number with its month raised by 40. */
export function insz(volgnummer: number, soort: 'rijksregister' | 'bis' = 'rijksregister'): string {
  const negen = `15${soort === 'bis' ? '44' : '04'}17${String(volgnummer).padStart(3, '0')}`;
  return negen + inszControle(negen, 2000);
}

/** The line of pupil number so many, enrolled in the first school since September. */
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

/** The same pupil before anybody knew the INSZ. */
export function zonderInsz(nummer: number, anders: Regel = {}): Regel {
  return regel(nummer, { insz: '', ...anders });
}
