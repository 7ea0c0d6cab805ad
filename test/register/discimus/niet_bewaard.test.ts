import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { schrijfUitval } from '../../../src/register/discimus/index.ts';
import { eigenDeel } from '../../../src/register/discimus/lezen/eigen_deel.ts';
import { KOLOMMEN } from '../../../src/register/discimus/lezen/leveringskolommen.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { type Regel, regel, tweedeIsEerste, zonderInsz } from '../../opzet/register/nachten.ts';
import { alsCsv, geldigeRegel } from '../../opzet/register/voorbeeldregels.ts';
import { bevat, dump } from './dump.ts';
import { ruw } from './lees.ts';
import { rijversies } from './rijversies.ts';

/** A source may send more than any act lets LeerID keep. These two data used to be kept of everybody. */

const KENMERKEN = ['individueel_aangepast_curriculum', 'anderstalige_nieuwkomer'];
const met = (waarde: string, rij: Regel): Regel => ({
  ...rij,
  ...Object.fromEntries(KENMERKEN.map((k) => [k, waarde])),
});

let register: Register;
beforeAll(async () => {
  register = await maakRegister();
});
beforeEach(() => register.maakLeeg());
afterAll(() => register.weg());

const laad = (waarde: string, rijen: Regel[], haken = {}) =>
  register.laad({ vreemd: KENMERKEN, inschrijvingen: rijen.map((rij) => met(waarde, rij)) }, { toch: true }, haken);

test.each(['nee', '', 'misschien', '"a;b"'])(
  'ja becomes %j: the line says the same, and no row is written',
  async (anders) => {
    const rijen = [regel(1), regel(2), zonderInsz(3)];
    expect(await laad('ja', rijen)).toMatchObject({ toegevoegd: 3, geweigerd: 0 });
    const ervoor = await rijversies(register.db);
    expect(await laad(anders, rijen)).toMatchObject({
      ongewijzigd: 3,
      geweigerd: 0,
      gewijzigd: 0,
      leerlingen_gewijzigd: 0,
    });
    expect(await rijversies(register.db)).toBe(ervoor);
  },
);

test('no row, no temporary row, no snapshot of a merge and no report tells of them', async () => {
  const geheim = 'GEHEIMKENMERK';
  const verslag: string[] = [];
  const tijdelijk: string[] = [];
  const haken = {
    async metUitkomst(verbinding: Parameters<typeof schrijfUitval>[0]) {
      const { rows } = await sql<{ rij: string }>`select k::text as rij from klaar k
        union all select p::text from personen p union all select u::text from uitval u`.execute(verbinding.db);
      tijdelijk.push(...rows.map(({ rij }) => rij));
      await schrijfUitval(
        verbinding,
        new PassThrough().on('data', (brok) => verslag.push(String(brok))),
      );
    },
  };
  await laad(geheim, [regel(1), zonderInsz(2, { instellingsnummer: '990002' })], haken);
  await laad(geheim, [regel(1), tweedeIsEerste(), regel(4, { van: 'gisteren' })], haken);
  expect(await register.db.selectFrom('samenvoegingen').select('id').execute()).toHaveLength(1);
  expect([tijdelijk.length > 3, verslag.join('')]).toEqual([true, expect.stringContaining('datum_vorm')]);
  expect([...tijdelijk, ...verslag].filter((tekst) => tekst.includes(geheim))).toEqual([]);
  expect(bevat(await dump(register.db), new Set([geheim, ...KENMERKEN]))).toEqual([]);
});

describe('what a fingerprint is of', () => {
  const KOP = [KENMERKEN[0] as string, ...KOLOMMEN.inschrijvingen, KENMERKEN[1] as string];
  const velden = (waarde: string, naam: string) => met(waarde, geldigeRegel(1, { naam })) as Record<string, string>;
  const csv = (waarde: string, naam: string) => alsCsv(KOP.map((kolom) => velden(waarde, naam)[kolom] ?? ''));
  const json = (waarde: string, naam: string) => JSON.stringify(velden(waarde, naam));

  test.each([
    ['CSV', KOP, csv],
    ['JSON Lines', undefined, json],
  ] as const)('%s: the columns that LeerID reads, and no other', (_, kop, schrijf) => {
    const { neem } = eigenDeel(kop);
    const deel = (waarde: string, naam = 'Peeters') => neem(ruw(schrijf(waarde, naam))).toString();
    expect(new Set(['ja', 'nee', '', 'a;b', 'a"b', 'é'].map((waarde) => deel(waarde))).size).toBe(1);
    expect(deel('ja', 'Peters')).not.toBe(deel('ja'));
    expect(deel('ja', 'Van "der; Elst')).toContain('Van "der; Elst');
  });

  test('a CSV with no other columns: its bytes as they are', () => {
    const bytes = Buffer.from('wat dan ook');
    expect(eigenDeel([...KOLOMMEN.inschrijvingen].reverse()).neem({ nummer: 1, bytes, te_lang: false })).toBe(bytes);
  });

  test('a line that is wrong as a whole resembles none that is right', () => {
    const { neem } = eigenDeel(KOP);
    const goed = neem(ruw(csv('ja', 'Peeters'))).toString();
    for (const fout of [csv('ja', 'Peeters').split(';').slice(1, -1).join(';'), `${csv('ja', 'Peeters')};`, '"', ''])
      expect(neem(ruw(fout)).toString()).not.toBe(goed);
  });
});
