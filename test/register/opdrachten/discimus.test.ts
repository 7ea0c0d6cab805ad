import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { hashWachtwoord } from '../../../src/aanmelden/index.ts';
import { laadverslag } from '../../../src/register/opdrachten/laadverslag.ts';
import { bereidVoor } from '../../../src/store/index.ts';
import { maakTestdatabase, type Testdatabase } from '../../opzet/database/testdatabase.ts';
import { insz, type Levering, regel, SCHOLEN, schrijfLevering, zonderInsz } from '../../opzet/register/nachten.ts';
import { INRICHTING } from '../../opzet/server/inrichting.ts';
import { gebeurtenissen, metRegister, leerid as voerUit } from '../../opzet/server/leerid.ts';

/** The operator's side of the nightly load, in a process of its own. */

let database: Testdatabase;
beforeEach(async () => {
  database = await maakTestdatabase();
});
afterEach(() => database.weg());

const leerid = (...opdracht: string[]) => voerUit(metRegister(database.url), opdracht);
async function laad(levering: Levering, ...opties: string[]) {
  const manifest = await schrijfLevering(levering);
  return { ...(await leerid('discimus', 'laad', manifest, ...opties)), map: dirname(manifest), manifest };
}
const aantal = async (tabel: 'leerlingen' | 'inschrijvingen') =>
  (await database.db.selectFrom(tabel).select('id').execute()).length;

/** Who is in the privacy log for a command, and how often about somebody and about nobody. */
async function opzoekingen(opdracht: string): Promise<{ over: number; zonder: number }> {
  const rijen = await database.db
    .selectFrom('privacylog')
    .select('leerling_id')
    .where('wie_id', '=', opdracht)
    .execute();
  const over = rijen.filter(({ leerling_id }) => leerling_id !== null).length;
  return { over, zonder: rijen.length - over };
}

/** A moment that a Belgian operator reads as the next day. */
const SAVONDS = { utc: '2026-07-01T22:30:00Z', bijOns: '2026-07-02 00:30' };

test('a load tells its steps and ends with its report; the last loads are listed', async () => {
  const uit = await laad({ inschrijvingen: [regel(1), zonderInsz(2)] });
  expect(uit).toMatchObject({ status: 0, stderr: '' });
  const verteld = gebeurtenissen(uit);
  expect(verteld[0]).toEqual({ gebeurtenis: 'lezen', gelezen: 2, totaal: 2 });
  expect(verteld.filter((een) => een.gebeurtenis === 'stap').map((een) => een.stap)).toEqual([
    ...['scholen', 'personen', 'leerlingen', 'inschrijvingen', 'einden', 'bewaren'],
  ]);
  expect(verteld.at(-1)).toMatchObject({ gebeurtenis: 'verslag', proef: false, regels: 2, leerlingen_nieuw: 2 });
  await sql`update verslagen set klaar_op = ${SAVONDS.utc}`.execute(database.db);
  expect((await leerid('discimus', 'verslagen')).stdout).toContain(
    `${SAVONDS.bijOns}  volledig    2026-11-22  2 regels, 2 erbij`,
  );
}, 30_000);

test('what a school loses by its new number stands in the report of the load, and in the list', async () => {
  await laad({ inschrijvingen: [regel(1)] });
  await sql`insert into samenwerkingen values
    ('990001', 'rekenboek', '2026-09-01', null), ('990003', 'rekenboek', '2025-09-01', '2026-06-30')`.execute(
    database.db,
  );
  await sql`insert into zichtbaarheid (leerling_id, client_id, instellingsnummer, sinds)
    select leerling_id, 'rekenboek', instellingsnummer, now() from inschrijvingen`.execute(database.db);
  const scholen = SCHOLEN.map((een) => (een.instellingsnummer === '990001' ? { ...een, opvolger: '990003' } : een));
  const inschrijvingen = [regel(1, { instellingsnummer: '990003' })];
  const verslag = gebeurtenissen(await laad({ peildatum: '2026-11-23', scholen, inschrijvingen })).at(-1);
  const wat = { oud: '990001', nieuw: '990003', client_id: 'rekenboek', samenwerking: 'niet', leerlingen: 1 };
  expect(verslag).toMatchObject({ scholen_verhuisd: 1, achtergebleven: [wat] });
  const zin = 'rekenboek van 990001: 990003 werkt er niet mee; 1 leerling verliest ze';
  expect(laadverslag(verslag as never, undefined)).toContain(`achtergebleven   ${zin}`);
  // A load from before this count existed does not have it.
  await sql`update verslagen set tellingen = tellingen - 'achtergebleven' where tellingen ->> 'peildatum' = '2026-11-22'`.execute(
    database.db,
  );
  const regels = (await leerid('discimus', 'verslagen')).stdout.trim().split('\n');
  expect(regels).toHaveLength(3);
  expect(regels[regels.findIndex((een) => een.includes(' 2026-11-23 ')) + 1]).toBe(`  achtergebleven: ${zin}`);
}, 30_000);

test('the account that only serves loads as well, the first time too', async () => {
  const rol = `app_${randomBytes(6).toString('hex')}`;
  await sql`create role ${sql.id(rol)} login password 'geheim'`.execute(database.db);
  const url = Object.assign(new URL(database.url), { username: rol, password: 'geheim' }).href;
  await bereidVoor({ databaseUrl: url, eigenaarUrl: database.url }, INRICHTING.tabellen);
  const eigenaar = { ...database };
  database.url = url;
  for (const peildatum of ['2026-11-22', '2026-11-23'])
    expect(await laad({ peildatum, inschrijvingen: [regel(1), regel(2, { tot: peildatum })] })).toMatchObject({
      status: 0,
      stderr: '',
    });
  database.url = eigenaar.url;
  await sql`drop owned by ${sql.id(rol)}`.execute(database.db);
  await sql`drop role ${sql.id(rol)}`.execute(database.db);
}, 30_000);

test('a trial says that it is one and changes nothing', async () => {
  const uit = await laad({ inschrijvingen: [regel(1)] }, '--proef');
  expect(gebeurtenissen(uit).at(-1)).toMatchObject({ gebeurtenis: 'verslag', proef: true, leerlingen_nieuw: 1 });
  expect(await aantal('leerlingen')).toBe(0);
});

test('refused lines come in a file that only its owner reads, and that takes the place of no other', async () => {
  const levering = {
    inschrijvingen: [regel(1), regel(2, { van: 'gisteren' }), regel(3, { instellingsnummer: '990009' })],
  };
  const { map, manifest, ...eerst } = await laad(levering, '--proef');
  const bestand = join(map, 'uitval.csv');
  expect(gebeurtenissen(eerst).at(-1)).toMatchObject({ geweigerd: 2, uitval: bestand });
  const inhoud = await readFile(bestand, 'utf8');
  expect(inhoud).toMatch(/^bestand,regel,kolom,code,uitleg\n.*,3,van,.*\n.*,4,,onbekende_school,.*\n$/);
  expect(inhoud).not.toContain('gisteren');
  expect((await stat(bestand)).mode & 0o777).toBe(0o600);

  const weer = await leerid('discimus', 'laad', manifest, '--uitkomst', join(map, 'uitkomst.csv'));
  expect(gebeurtenissen(weer).at(-1)).toMatchObject({ uitval: join(map, 'uitval-2.csv') });
  expect(await readFile(bestand, 'utf8')).toBe(inhoud);
  expect((await readFile(join(map, 'uitkomst.csv'), 'utf8')).split('\n').slice(0, 4)).toEqual([
    'regel,inschrijving,leerling_is,leerling',
    expect.stringMatching(/^2,toegevoegd,nieuw,[0-9a-f-]{36}$/),
    '3,niet_gebruikt,onbruikbaar,',
    '4,niet_gebruikt,onbekende_school,',
  ]);

  const bezet = await leerid('discimus', 'laad', manifest, '--uitval', bestand);
  expect(bezet).toMatchObject({ status: 1, stderr: `${bestand} bestaat al: kies een andere naam\n` });
}, 30_000);

test('a delivery that is refused as a whole: one line, exit code 1, and the lines to look at', async () => {
  const { status, stdout, stderr, map } = await laad({
    inschrijvingen: Array.from({ length: 30 }, (_, i) => regel(i + 1, { van: 'gisteren' })),
  });
  const uitval = join(map, 'uitval.csv');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^30 van 30 regels zijn niet bruikbaar.*Er is niets veranderd.*uitval\.csv\.\n$/);
  expect(gebeurtenissen({ status, stdout, stderr }).at(-1)).toEqual({
    gebeurtenis: 'geweigerd',
    code: 'te_veel_uitval',
    uitval,
  });
  expect((await readFile(uitval, 'utf8')).trim().split('\n')).toHaveLength(31);
  expect(await aantal('leerlingen')).toBe(0);
});

test('what else goes wrong is one line without a stack, and without what stood in a row', async () => {
  const map = await mkdtemp(join(tmpdir(), 'leerid-leeg-'));
  expect(await leerid('discimus', 'laad', join(map, 'manifest.json'))).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^Dit bestand is er niet: [^\n]*\n$/),
  });
  expect(await leerid('discimus', 'laad', join(map, 'weg/manifest.json'))).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^in \S+ kan geen bestand komen \(ENOENT\)[^\n]*\n$/),
  });
  await database.db.schema
    .alterTable('leerlingen')
    .addCheckConstraint('proefregel', sql`voornaam <> 'Kind b'`)
    .execute();
  expect(await laad({ inschrijvingen: [regel(1)] })).toMatchObject({
    status: 1,
    stderr: 'De lading is mislukt en er is niets veranderd: de database meldt 23514 proefregel.\n',
  });
  const zonder = await voerUit({ DATABASE_URL: database.url, LEERID_INSZ_PEPPER: '' }, ['discimus', 'laad', 'x']);
  expect(zonder).toMatchObject({ status: 1, stderr: 'LEERID_INSZ_PEPPER: ontbreekt\n' });
}, 30_000);

test('doubts are listed without who it is about, and settled by a decision', async () => {
  await laad({ inschrijvingen: [regel(1)] });
  const nacht = { peildatum: '2026-11-23', inschrijvingen: [regel(1, { insz: insz(2) })] };
  await laad(nacht);
  const { stdout } = await leerid('discimus', 'twijfels');
  expect(stdout).toMatch(/^[0-9a-f-]{36} {2}school 990001, stamnummer 2600001, regel 2 van \S+, sinds \S+\n/);
  expect(stdout).toContain('komt ook voor met een ander INSZ');
  expect(stdout).not.toMatch(/Kind|Proefleerling|UP-1|kindb/);
  const id = stdout.slice(0, 36);
  expect(await leerid('leerling', 'koppel', 'x', 'kindb.proefleerl1')).toMatchObject({ status: 1 });
  expect(await leerid('leerling', 'koppel', id, 'wie.niet1')).toMatchObject({
    status: 1,
    stdout: 'deze gebruikersnaam bestaat niet\n',
  });
  expect(await leerid('leerling', 'koppel', id, 'kindb.proefleerl1')).toMatchObject({ status: 0 });
  expect((await leerid('discimus', 'twijfels')).stdout).toBe('geen twijfels\n');
  expect(await opzoekingen('leerling koppel')).toEqual({ over: 1, zonder: 0 });
  expect(await opzoekingen('discimus laad')).toEqual({ over: 0, zonder: 2 });
  expect(gebeurtenissen(await laad(nacht)).at(-1)).toMatchObject({ twijfel: 0, geweigerd: 0, gewijzigd: 1 });
}, 90_000);

test('merges are listed by user name and undone; a running load is not waited for', async () => {
  const elders = { instellingsnummer: '990002', stamnummer: '2600002' };
  await laad({ inschrijvingen: [regel(1), zonderInsz(2, elders)] });
  await laad({
    peildatum: '2026-11-23',
    inschrijvingen: [regel(1), regel(1, { unieke_persoon: 'UP-2', geregistreerde_persoon: 'GP-2', ...elders })],
  });
  expect(await aantal('leerlingen')).toBe(1);
  expect((await leerid('leerling', 'samenvoegingen', '--gebruikersnaam', 'wie.niet1')).stdout).toBe(
    'geen samenvoegingen\n',
  );
  await sql`update samenvoegingen set samengevoegd_op = ${SAVONDS.utc}`.execute(database.db);
  const { stdout } = await leerid('leerling', 'samenvoegingen', '--gebruikersnaam', 'kindc.proefleerl1');
  expect(stdout).toMatch(/^[0-9a-f-]{36} {2}.*kindb\.proefleerl1.*\n$/);
  const [id = '', op] = stdout.split('  ');
  expect(op).toBe(SAVONDS.bijOns);

  await database.db.transaction().execute(async (trx) => {
    await sql`select schrijf_register_alleen()`.execute(trx);
    expect(await leerid('leerling', 'ontkoppel', id)).toMatchObject({
      status: 1,
      stderr: 'er loopt een lading: probeer het opnieuw als die klaar is\n',
    });
  });
  const wachtwoord_hash = await hashWachtwoord('van sinds de samenvoeging 42');
  await database.db.updateTable('aanmeldmiddelen').set({ wachtwoord_hash }).execute();
  await sql`update leerlingen set email = 'kind@thuis.example', email_gegeven_op = samengevoegd_op from samenvoegingen`.execute(
    database.db,
  );
  // Like a merge from before names were kept.
  await sql`update samenvoegingen set gegevens = gegevens #- '{blijvend,persoon}'`.execute(database.db);
  const ontkoppeld = await leerid('leerling', 'ontkoppel', id);
  expect(ontkoppeld).toMatchObject({ status: 0 });
  expect(ontkoppeld.stdout).toMatch(
    /geef een nieuwe brief aan: kindb\.proefleerl1, kindc\.proefleerl1\n.*geen van beide heeft er nu een, geef het opnieuw\n.*die leerling geblokkeerd.*: leerid account deblokkeer kindb\.proefleerl1\n$/,
  );
  expect(await aantal('leerlingen')).toBe(2);
  expect(await leerid('leerling', 'ontkoppel', id)).toMatchObject({ status: 1 });
  expect(await opzoekingen('leerling ontkoppel')).toEqual({ over: 2, zonder: 0 });
  expect(await leerid('leerling', 'ontkoppel', 'x')).toMatchObject({ status: 1 });
  await sql`update samenvoegingen set ontkoppeld_op = ${SAVONDS.utc}`.execute(database.db);
  expect((await leerid('leerling', 'samenvoegingen')).stdout).toContain(`, ontkoppeld ${SAVONDS.bijOns}  `);
}, 90_000);
