import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { TIJDZONE } from '../../../src/klok.ts';
import { maakTestdatabase, type Testdatabase } from '../../opzet/database/testdatabase.ts';
import { regel, schrijfLevering } from '../../opzet/register/nachten.ts';
import { SCHOOLDAG } from '../../opzet/server/idp.ts';
import { metRegister, leerid as voerUit } from '../../opzet/server/leerid.ts';

/** Letters for a school, as a process of its own. */

let database: Testdatabase;
let map: string;
const leerid = (...opdracht: string[]) => voerUit(metRegister(database.url), opdracht);
const vandaag = SCHOOLDAG.toZonedDateTimeISO(TIJDZONE).toPlainDate();
const overTweeMaanden = vandaag.add({ days: 60 }).toString();

beforeAll(async () => {
  database = await maakTestdatabase();
  map = await mkdtemp(join(tmpdir(), 'leerid-brieven-'));
  const nu = regel(1, { naam: '=1+1', tot: '' });
  const straks = regel(2, { van: overTweeMaanden, tot: '' });
  expect(await leerid('discimus', 'laad', await schrijfLevering({ inschrijvingen: [nu, straks] }))).toMatchObject({
    status: 0,
  });
}, 30_000);
afterAll(async () => {
  await rm(map, { recursive: true });
  await database.weg();
});

async function brieven(naam: string, ...opties: string[]) {
  const uit = join(map, naam);
  const uitkomst = await leerid('account', 'activatiecodes', '--school', '990001', '--uit', uit, ...opties);
  return { ...uitkomst, uit };
}

test('who is enrolled today, in a file that its owner alone can read', async () => {
  const { uit, ...uitkomst } = await brieven('vandaag.csv');
  expect(uitkomst).toMatchObject({ status: 0, stdout: `${uit}: 1 activatiecodes\n` });
  const geldig = vandaag.add({ days: 30 });
  const vorm = new RegExp(
    `^\uFEFFvestigingsplaats;vestigingsplaats_naam;groep;groep_omschrijving;naam;voornaam;gebruikersnaam;code;geldig_tot_en_met\r\n1;Hoofdgebouw;4064;Lager onderwijs;'=1\\+1;Kind b;[a-z.]+1;[a-z0-9-]+;${geldig}\r\n$`,
    'i',
  );
  expect(await readFile(uit, 'utf8')).toMatch(vorm);
  expect((await stat(uit)).mode & 0o777).toBe(0o600);
  expect(await brieven('vandaag.csv')).toMatchObject({ status: 1, stderr: expect.stringContaining('bestaat al') });
}, 30_000);

test('who is enrolled on a day to come', async () => {
  const { uit, status } = await brieven('straks.csv', '--dag', overTweeMaanden);
  expect(status).toBe(0);
  expect((await readFile(uit, 'utf8')).match(/;Kind [bc];.*/g)).toEqual([
    expect.stringMatching(/^;Kind b;/),
    expect.stringMatching(new RegExp(`^;Kind c;.*;${vandaag.add({ days: 90 })}`)),
  ]);
}, 30_000);

test('who is blocked gets none: not by name, and not with the school', async () => {
  const blokkeer = (op: string | null) =>
    database.db.updateTable('leerlingen').set({ geblokkeerd_op: op }).where('voornaam', '=', 'Kind b').execute();
  await blokkeer('2026-11-01T00:00:00Z');
  expect(await leerid('account', 'activatiecode', 'kindb1')).toMatchObject({
    status: 1,
    stdout: 'kindb1 is geblokkeerd: leerid account deblokkeer kindb1\n',
  });
  expect(await brieven('geblokkeerd.csv')).toMatchObject({ status: 1, stdout: expect.stringContaining('niemand') });
  await blokkeer(null);
}, 60_000);

test('not while a load runs, which may merge pupils: that is said, and nothing is written', async () => {
  const { db } = database;
  const begonnen = Promise.withResolvers<void>();
  const einde = Promise.withResolvers<void>();
  const lading = db.transaction().execute(async (trx) => {
    await sql`select schrijf_register_alleen()`.execute(trx);
    begonnen.resolve();
    await einde.promise;
  });
  await begonnen.promise;
  const { uit, ...uitkomst } = await brieven('lading.csv');
  einde.resolve();
  await lading;
  expect(uitkomst).toMatchObject({ status: 1, stderr: expect.stringContaining('er loopt een lading') });
  await expect(stat(uit)).rejects.toThrow('ENOENT');
}, 30_000);

test.each([
  ['gisteren', 'een dag als 2027-09-01'],
  [vandaag.subtract({ days: 1 }).toString(), 'kies een dag tussen vandaag en'],
  [vandaag.add({ days: 101 }).toString(), 'kies een dag tussen vandaag en'],
])(
  'not on the day %s: nothing is written',
  async (dag, reden) => {
    const { uit, ...uitkomst } = await brieven('nooit.csv', '--dag', dag);
    expect(uitkomst).toMatchObject({ status: 1, stderr: expect.stringContaining(reden) });
    await expect(stat(uit)).rejects.toThrow('ENOENT');
  },
  30_000,
);
