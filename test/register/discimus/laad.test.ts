import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { HUIS } from '../../../src/kamers.ts';
import { zetbareKlok } from '../../../src/klok.ts';
import { type Laadopties, laadDiscimus } from '../../../src/register/discimus/index.ts';
import { maakTestdatabase, type Testdatabase } from '../../opzet/database/testdatabase.ts';
import {
  type Levering,
  type Regel,
  regel,
  SCHOLEN,
  schrijfLevering,
  zonderInsz,
} from '../../opzet/register/nachten.ts';

const klok = zetbareKlok(Temporal.Instant.from('2026-11-23T02:00:00Z'));
let database: Testdatabase;
beforeEach(async () => {
  await database?.weg();
  database = await maakTestdatabase();
});
afterAll(() => database.weg());

async function laad(levering: Levering, opties: Laadopties = {}) {
  const nodig = { databaseUrl: database.url, klok, inszPeper: 'proefpeper', kamers: HUIS.kamers };
  return laadDiscimus(nodig, await schrijfLevering(levering), opties);
}

/** How many row versions the register ever had. Every write to it makes one. */
async function rijversies(): Promise<number> {
  const tabellen = ['leerlingen', 'accounts', 'aanmeldmiddelen', 'inschrijvingen', 'historiek_account_uuid', 'scholen'];
  const { rows } = await sql<{ n: number }>`
    select sum(n_tup_ins + n_tup_upd + n_tup_del)::int as n from (select pg_stat_force_next_flush()) f, pg_stat_user_tables
    where relname in (${sql.join(tabellen)})`.execute(database.db);
  return rows[0]?.n ?? 0;
}

const inschrijvingen = () =>
  database.db.selectFrom('inschrijvingen').selectAll().orderBy('stamnummer').orderBy('van').orderBy('tot').execute();

test('a first delivery makes pupils, keys, accounts, user names and enrolments', async () => {
  const verslag = await laad({ inschrijvingen: [regel(1), regel(2), zonderInsz(3)] });
  expect(verslag).toMatchObject({ regels: 3, toegevoegd: 3, leerlingen_nieuw: 3, geweigerd: 0, twijfel: 0 });
  const leerlingen = await database.db
    .selectFrom('leerlingen as l')
    .innerJoin('accounts as a', 'a.leerling_id', 'l.id')
    .innerJoin('aanmeldmiddelen as m', 'm.account_uuid', 'a.account_uuid')
    .select(['l.voornaam', 'l.leer_id_uuid', 'a.soort', 'm.gebruikersnaam', 'm.wachtwoord_hash'])
    .orderBy('l.voornaam')
    .execute();
  expect(leerlingen.map(({ soort, leer_id_uuid }) => [soort, leer_id_uuid !== null])).toEqual([
    ['definitief', true],
    ['definitief', true],
    ['tijdelijk', false],
  ]);
  expect(leerlingen[0]).toMatchObject({
    voornaam: 'Kind b',
    gebruikersnaam: 'kindb.proefleerl1',
    wachtwoord_hash: null,
  });
});

test('the same delivery again writes no row at all', async () => {
  const delivery = { inschrijvingen: [regel(1), regel(2), zonderInsz(3), regel(1, { instellingsnummer: '990002' })] };
  await laad(delivery);
  const ervoor = await rijversies();
  expect(await laad(delivery)).toMatchObject({ ongewijzigd: 4, toegevoegd: 0, gewijzigd: 0, beeindigd: 0 });
  expect(await rijversies()).toBe(ervoor);
});

test('what a full delivery no longer has ends the day before; what it has changes', async () => {
  await laad({ inschrijvingen: [regel(1), regel(2), regel(3, { van: '2026-12-01' })] });
  const verslag = await laad({
    peildatum: '2026-11-23',
    inschrijvingen: [regel(1, { voornaam: 'Anders', administratieve_groep: '13560' })],
  });
  expect(verslag).toMatchObject({ toegevoegd: 1, beeindigd: 3, leerlingen_gewijzigd: 1 });
  expect(
    (await inschrijvingen()).map(({ stamnummer, administratieve_groep, tot }) => [
      stamnummer,
      administratieve_groep,
      tot,
    ]),
  ).toEqual([
    ['2600001', '4064', '2026-11-22'],
    ['2600001', '13560', '2027-08-31'],
    ['2600002', '4064', '2026-11-22'],
  ]);
  await laad({ peildatum: '2026-11-24', inschrijvingen: [regel(1), regel(2)] });
  expect((await inschrijvingen()).filter(({ tot }) => tot === '2027-08-31').map((een) => een.stamnummer)).toEqual([
    '2600001',
    '2600002',
  ]);
});

test('a delivery of changes ends nothing', async () => {
  await laad({ inschrijvingen: [regel(1), regel(2)] });
  const verslag = await laad({
    soort: 'wijzigingen',
    peildatum: '2026-11-23',
    inschrijvingen: [regel(2, { tot: '2026-11-30' })],
  });
  expect(verslag).toMatchObject({ gewijzigd: 1, beeindigd: 0 });
});

test('a line that cannot be used leaves alone whose it is', async () => {
  await laad({ inschrijvingen: [regel(1), regel(2), regel(3)] });
  const verslag = await laad({
    peildatum: '2026-11-23',
    inschrijvingen: [regel(1, { geboortedatum: '2015-13-41' }), regel(2, { instellingsnummer: '990009' })],
  });
  expect(verslag).toMatchObject({ geweigerd: 2, beeindigd: 2 });
  expect((await inschrijvingen()).map(({ tot }) => tot)).toEqual(['2027-08-31', '2026-11-22', '2026-11-22']);
});

test('a trial tells what would change and changes nothing', async () => {
  await laad({ inschrijvingen: [regel(1)] });
  const ervoor = await rijversies();
  expect(await laad({ inschrijvingen: [regel(2)] }, { proef: true })).toMatchObject({ toegevoegd: 1, beeindigd: 1 });
  expect(await inschrijvingen()).toMatchObject([{ stamnummer: '2600001', tot: '2027-08-31' }]);
  expect(await database.db.selectFrom('verslagen').select('id').execute()).toHaveLength(1);
  expect(ervoor).toBeGreaterThan(0);
});

test('a delivery that looks wrong as a whole changes nothing, unless one insists', async () => {
  const heel = Array.from({ length: 60 }, (_, i) => regel(i + 1));
  await laad({ inschrijvingen: heel });
  const halve = { peildatum: '2026-11-23', inschrijvingen: heel.slice(0, 30) };
  await expect(laad(halve)).rejects.toMatchObject({ code: 'te_veel_einden' });
  await expect(laad({ inschrijvingen: heel.map((een) => ({ ...een, van: 'gisteren' })) })).rejects.toMatchObject({
    code: 'te_veel_uitval',
  });
  await expect(laad({ inschrijvingen: heel, manifest: { soort: 'alles' } })).rejects.toMatchObject({
    code: 'manifest_ongeldig',
  });
  expect((await inschrijvingen()).filter(({ tot }) => tot === '2027-08-31')).toHaveLength(60);
  expect(await laad(halve, { toch: true })).toMatchObject({ beeindigd: 30 });
  await expect(laad({ inschrijvingen: heel })).rejects.toMatchObject({ code: 'ouder_dan_vorige' });
});

test('user names are never given twice, also after a pupil is gone', async () => {
  await laad({ inschrijvingen: [regel(1), regel(11)] });
  await database.db.deleteFrom('leerlingen').execute();
  await laad({ peildatum: '2026-11-23', inschrijvingen: [regel(21)] });
  expect(await database.db.selectFrom('aanmeldmiddelen').select('gebruikersnaam').execute()).toEqual([
    { gebruikersnaam: 'kindb.proefleerl3' },
  ]);
});

test('a school that goes on under another number takes its data along', async () => {
  await laad({ inschrijvingen: [regel(1), regel(2, { instellingsnummer: '990002', stamnummer: '2600001' })] });
  await database.db
    .insertInto('samenwerkingen')
    .values({ instellingsnummer: '990001', client_id: 'proef', van: '2026-09-01', tot: null })
    .execute();
  await sql`insert into zichtbaarheid (leerling_id, client_id, instellingsnummer, sinds)
    select leerling_id, 'proef', instellingsnummer, now() from inschrijvingen`.execute(database.db);
  const scholen = SCHOLEN.map((een) => (een.instellingsnummer === '990001' ? { ...een, opvolger: '990003' } : een));
  const verslag = await laad({
    peildatum: '2026-11-23',
    scholen,
    inschrijvingen: [
      regel(1, { instellingsnummer: '990003' }),
      regel(2, { instellingsnummer: '990002', stamnummer: '2600001' }),
    ],
  });
  expect(verslag).toMatchObject({ scholen_verhuisd: 1, beeindigd: 0, toegevoegd: 0, gewijzigd: 1 });
  expect((await inschrijvingen()).map((een) => een.instellingsnummer).sort()).toEqual(['990002', '990003']);
  expect(await database.db.selectFrom('samenwerkingen').select('instellingsnummer').execute()).toEqual([
    { instellingsnummer: '990003' },
  ]);
  const zichtbaar = database.db.selectFrom('zichtbaarheid').select('instellingsnummer').orderBy('instellingsnummer');
  expect(await zichtbaar.execute()).toEqual([{ instellingsnummer: '990002' }, { instellingsnummer: '990003' }]);
});

const opgevolgd = (opvolgers: Record<string, string>) =>
  SCHOLEN.map((een) => ({ ...een, opvolger: opvolgers[een.instellingsnummer ?? ''] ?? '' }));

const KETEN = { '990001': '990002', '990002': '990003' };
test.each([
  ['in one night', [opgevolgd(KETEN)]],
  ['in one night, the last one first', [opgevolgd(KETEN).reverse()]],
  ['the first one first', [opgevolgd({ '990001': '990002' }), opgevolgd(KETEN)]],
  ['the last one first', [opgevolgd({ '990002': '990003' }), opgevolgd(KETEN)]],
])('a school whose successor goes on under a third number ends up there: %s', async (_, nachten) => {
  const lijnen = [regel(1), regel(2, { instellingsnummer: '990002' })];
  await laad({ inschrijvingen: lijnen });
  for (const scholen of nachten) await laad({ scholen, inschrijvingen: lijnen });
  expect((await inschrijvingen()).map((een) => een.instellingsnummer)).toEqual(['990003', '990003']);
  const ervoor = await rijversies();
  expect(await laad({ scholen: opgevolgd(KETEN), inschrijvingen: lijnen })).toMatchObject({ scholen_verhuisd: 0 });
  expect(await rijversies()).toBe(ervoor);
  // Lines under the earlier numbers mean the enrolment that is there now. Of two lines, the first counts.
  const [eerste, ander] = lijnen as [Regel, Regel];
  const over = [{ ...eerste, tot: '2027-01-31' }, { ...eerste, instellingsnummer: '990002', tot: '2027-02-28' }, ander];
  expect(await laad({ soort: 'wijzigingen', inschrijvingen: over })).toMatchObject({ gewijzigd: 1, toegevoegd: 1 });
  expect((await inschrijvingen()).map((een) => `${een.instellingsnummer} ${een.tot}`).sort()).toEqual([
    '990002 2027-02-28',
    '990003 2027-01-31',
    '990003 2027-08-31',
  ]);
});

test('a succession that is turned around takes the data back', async () => {
  await laad({ inschrijvingen: [regel(1)] });
  const scholen = opgevolgd({ '990001': '990002' });
  await laad({ scholen, inschrijvingen: [regel(1, { instellingsnummer: '990002' })] });
  expect((await inschrijvingen()).map((een) => een.instellingsnummer)).toEqual(['990002']);
  const terug = { scholen: opgevolgd({ '990002': '990001' }), inschrijvingen: [regel(1)] };
  expect(await laad(terug)).toMatchObject({ scholen_verhuisd: 1, toegevoegd: 0, beeindigd: 0 });
  expect((await inschrijvingen()).map((een) => een.instellingsnummer)).toEqual(['990001']);
});

test.each(['volledig', 'wijzigingen'] as const)(
  'of two lines for one enrolment the first one stays, night after night: %s',
  async (soort) => {
    const tweede = regel(1, { status: 'parallel', stamnummer: '2600009' });
    const twee = { inschrijvingen: [regel(1), tweede], soort };
    expect(await laad(twee)).toMatchObject({ toegevoegd: 1, geweigerd: 1 });
    const ervoor = await rijversies();
    expect(await laad(twee)).toMatchObject({ gewijzigd: 0, geweigerd: 1 });
    expect(await rijversies()).toBe(ervoor);
    expect(await laad({ inschrijvingen: [tweede], soort })).toMatchObject({ gewijzigd: 1, geweigerd: 0 });
  },
);

test.each(['volledig', 'wijzigingen'] as const)(
  'ended under the old number and going on under the new one, it is told once: %s',
  async (soort) => {
    await laad({ inschrijvingen: [regel(1)] });
    const scholen = SCHOLEN.map((een) => (een.instellingsnummer === '990001' ? { ...een, opvolger: '990003' } : een));
    const verder = regel(1, { instellingsnummer: '990003', van: '2026-11-23' });
    const lijnen = [regel(1, { tot: '2026-11-22' }), verder];
    const verslag = await laad({ soort, peildatum: '2026-11-23', scholen, inschrijvingen: lijnen });
    expect(verslag).toMatchObject({ scholen_verhuisd: 1, gewijzigd: 1, toegevoegd: 1, beeindigd: 0 });
    const dagen = async () => (await inschrijvingen()).map((een) => [een.instellingsnummer, een.van, een.tot]);
    expect(await dagen()).toEqual([
      ['990003', '2026-09-01', '2026-11-22'],
      ['990003', '2026-11-23', '2027-08-31'],
    ]);
    const ervoor = await rijversies();
    await laad({ soort, peildatum: '2026-11-24', scholen, inschrijvingen: lijnen });
    expect(await rijversies()).toBe(ervoor);
    // Where the new number has a line for the same enrolment, the old number's line does not count.
    const beide = [regel(1, { tot: '2026-11-21' }), regel(1, { instellingsnummer: '990003' }), verder];
    await laad({ soort, peildatum: '2026-11-25', scholen, inschrijvingen: beide });
    expect(await dagen()).toContainEqual(['990003', '2026-09-01', '2027-08-31']);
  },
);
