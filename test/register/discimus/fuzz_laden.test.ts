import { hash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { HUIS } from '../../../src/kamers.ts';
import { GeweigerdeLevering, laadDiscimus, schrijfUitval } from '../../../src/register/discimus/index.ts';
import { FOUTUITLEG } from '../../../src/register/discimus/lezen/foutcodes.ts';
import { KOLOMMEN } from '../../../src/register/discimus/lezen/leveringskolommen.ts';
import { Levering } from '../../opzet/register/levering.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { csvRegel, geldigeRegel, insz, KOP } from '../../opzet/register/voorbeeldregels.ts';
import { bevat, dump } from './dump.ts';
import { mutaties } from './mutatie.ts';
import { rijversies } from './rijversies.ts';

/**
 * Damaged deliveries against the register itself. A load changes everything or nothing, and pupils with
 * undamaged lines notice nothing.
 */

const SCHOLEN = ['990001', '990002', '990003'];
const HEEL = Array.from({ length: 2000 }, (_, nummer) => {
  const [maand, dag] = [1 + (nummer % 12), 1 + (Math.floor(nummer / 12) % 28)];
  return geldigeRegel(nummer, {
    insz: nummer % 9 ? insz(2010, maand, dag, 1 + Math.floor(nummer / 336)) : '',
    geboortedatum: `2010-${String(maand).padStart(2, '0')}-${String(dag).padStart(2, '0')}`,
    // Very different keys, so that a damaged key never equals another pupil's.
    unieke_persoon: hash('sha256', `${nummer}`).slice(0, 20),
    naam: `Geheimzinnig ${nummer}`,
    instellingsnummer: SCHOLEN[nummer % 3] ?? '',
  });
});
type Regel = (typeof HEEL)[number];

let register: Register;
let levering: Levering;
beforeAll(async () => {
  register = await maakRegister();
  levering = await Levering.maak();
  const plaatsen = SCHOLEN.flatMap((school) => [`${school};1;Hoofdgebouw`, `${school};2;Wijkschool`]);
  const groepen = Array.from({ length: 60 }, (_, groep) => `${1000 + groep};Groep`);
  const naslag = {
    scholen: SCHOLEN.map((school) => `${school};Proefschool;ja;`),
    vestigingsplaatsen: plaatsen,
    administratieve_groepen: groepen,
  };
  for (const [inhoud, rijen] of Object.entries(naslag) as [keyof typeof naslag, string[]][])
    await levering.voegToe(
      `${inhoud}.csv`,
      inhoud,
      [KOLOMMEN[inhoud].join(';'), ...rijen, ''].join('\n'),
      rijen.length,
    );
});
afterAll(async () => {
  await register.weg();
  await levering.weg();
});

/** @returns the rejects as they are written for the school, or the refusal of the whole delivery */
async function laad(regels: Buffer[], toch: boolean): Promise<{ uitval: string } | GeweigerdeLevering> {
  const bytes = Buffer.concat([Buffer.from(KOP), ...regels].flatMap((regel) => [regel, Buffer.from('\n')]));
  levering.bestanden.splice(3);
  await levering.voegToe('inschrijvingen.csv', 'inschrijvingen', bytes, regels.length);
  const uitval = new PassThrough();
  const gelezen = text(uitval);
  const { url: databaseUrl, klok } = register;
  const metUitkomst = (verbinding: Parameters<typeof schrijfUitval>[0]) => schrijfUitval(verbinding, uitval);
  try {
    await laadDiscimus(
      { databaseUrl, klok, inszPeper: 'proefpeper', kamers: HUIS.kamers, metUitkomst },
      await levering.schrijfManifest(),
      {
        toch,
      },
    );
    return { uitval: await gelezen };
  } catch (fout) {
    uitval.end();
    if (fout instanceof GeweigerdeLevering) return fout;
    throw fout;
  }
}

/** School and stamnummer of every current enrolment, with its pupil. */
async function lopend(): Promise<Map<string, string>> {
  const rijen = await register.db.selectFrom('inschrijvingen').selectAll().where('tot', 'is', null).execute();
  return new Map(rijen.map((een) => [`${een.instellingsnummer}/${een.stamnummer}`, een.leerling_id]));
}
const waar = ({ instellingsnummer, stamnummer }: Regel) => `${instellingsnummer}/${stamnummer}`;

const isUtf8 = (bytes: Buffer) => !bytes.toString().includes('\ufffd');

/** Most deliveries have damaged lines only. Some are damaged so that they are refused as a whole. */
function beschadig(seed: number, ookGeheel: boolean): Buffer[] {
  const schade = fc.sample(mutaties, { numRuns: HEEL.length, seed });
  return HEEL.map((regel, nummer) => {
    const goed = Buffer.from(csvRegel(regel));
    const anders = schade[nummer]?.(goed) ?? goed;
    return !ookGeheel && (!isUtf8(anders) || anders.includes('\n')) ? goed : anders;
  });
}

/** A reject says where and why, in our own words. */
function keurUitval(csv: string): Set<number> {
  const rijen = parse<Record<string, string>>(csv, { columns: true });
  const uitleg = new Map<string, Set<string>>();
  const kolommen: string[] = ['', ...Object.values(KOLOMMEN).flat()];
  for (const rij of rijen) {
    expect(Object.keys(rij)).toEqual(['bestand', 'regel', 'kolom', 'code', 'uitleg']);
    if (!kolommen.includes(rij.kolom ?? 'geen')) throw new Error(`a reject of line ${rij.regel} names another column`);
    const { code = '', uitleg: tekst = '' } = rij;
    uitleg.set(code, (uitleg.get(code) ?? new Set()).add(tekst));
  }
  for (const [code, teksten] of uitleg) {
    expect([...teksten]).toHaveLength(1);
    if (code in FOUTUITLEG) expect([...teksten]).toEqual([FOUTUITLEG[code as keyof typeof FOUTUITLEG]]);
    expect([...teksten].join()).not.toMatch(/Geheimzinnig|UP-|example/);
  }
  return new Set(rijen.map(({ regel }) => Number(regel)));
}

test('24 deliveries of 2 000 harmed lines: each is taken in or refused, and nothing ends that should not', async () => {
  const gaaf = HEEL.map((regel) => Buffer.from(csvRegel(regel)));
  expect(await laad(gaaf, false)).toEqual({ uitval: expect.any(String) });
  const eerst = await lopend();
  expect(eerst.size).toBe(HEEL.length);
  const codes = new Map<string, number>();
  for (let nummer = 0; nummer < 24; nummer++) {
    const regels = beschadig(nummer, nummer % 6 === 5);
    const toen = await lopend();
    const ervoor = await rijversies(register.db);
    const afloop = await laad(regels, nummer % 6 !== 4);
    const code = afloop instanceof GeweigerdeLevering ? afloop.code : 'geladen';
    codes.set(code, (codes.get(code) ?? 0) + 1);
    if (afloop instanceof GeweigerdeLevering) {
      expect(afloop.message).not.toMatch(/Geheimzinnig|UP-|example/);
      expect(await rijversies(register.db)).toBe(ervoor);
      continue;
    }
    const geweigerd = keurUitval(afloop.uitval);
    const nu = await lopend();
    HEEL.forEach((regel, plek) => {
      const geleverd = regels[plek]?.toString() ?? '';
      const leesbaar = geleverd.includes(`;${regel.instellingsnummer};`) && geleverd.includes(`;${regel.stamnummer};`);
      const blijft = geleverd === csvRegel(regel) || (geweigerd.has(plek + 1) && leesbaar);
      if (blijft && nu.get(waar(regel)) !== toen.get(waar(regel)))
        throw new Error(`delivery ${nummer}, line ${plek + 1}: ended, or went to somebody else`);
    });
    expect(await laad(gaaf, true)).toEqual({ uitval: expect.any(String) });
    expect(new Set((await lopend()).keys())).toEqual(new Set(eerst.keys()));
  }
  expect(codes.get('geladen')).toBeGreaterThan(12);
  expect(codes.get('te_veel_uitval')).toBeGreaterThan(0);
  expect(codes.size).toBeGreaterThan(2);
  const inszen = new Set(HEEL.flatMap((regel) => (regel.insz ? [regel.insz] : [])));
  const inhoud = await dump(register.db);
  expect(bevat(inhoud, inszen)).toEqual([]);
  // Merges too, if a damaged line made one.
  const waarNamenStaan = bevat(inhoud, new Set(['Geheimzinnig'])).filter((tabel) => tabel !== 'samenvoegingen');
  expect(waarNamenStaan).toEqual(['leerlingen']);
}, 120_000);
